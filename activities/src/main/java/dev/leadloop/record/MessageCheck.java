package dev.leadloop.record;

import dev.leadloop.lead.text.ShortText;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.store.Json;
import dev.leadloop.temporal.MessageContent;
import dev.leadloop.text.CleanText;
import dev.leadloop.text.IntakeLimits;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds what came from Temporal's own tools against the limits of every intake: what the record cannot hold would keep its
 * lead from being decided for good.
 */
final class MessageCheck {
  /** A message without an event id has its own, which may be as long as the id of an update. */
  private static final int LONGEST_ID = 1_100;

  private static final int LONGEST_BODY = 64 * 1024;
  private static final String NUL = "\\u0000";

  private MessageCheck() {}

  /** The verdict on content that is not taken; empty where it is. */
  static Optional<Verdict> refused(MessageContent content) {
    return fault(content).map(why -> new Verdict(
        ShortText.of(content.eventId(), LONGEST_ID), false, RefusalCode.INVALID.word(),
        "This message was not taken: it " + why + "."));
  }

  private static Optional<String> fault(MessageContent content) {
    if (!IntakeLimits.plausible(content.occurredAt())) {
      return Optional.of("names a time that is not between 1990 and 2200");
    }
    Optional<String> id = IntakeLimits.text(content.eventId(), LONGEST_ID).map(why -> "has an event id that " + why);
    return id.or(() -> content.body() instanceof EventBody.Engaged engaged ? signal(engaged) : Optional.empty())
        .or(() -> unclean(content.body()));
  }

  private static Optional<String> signal(EventBody.Engaged engaged) {
    Map<String, String> properties = engaged.properties();
    if (properties.size() > IntakeLimits.PROPERTIES) {
      return Optional.of("has " + properties.size() + " properties; " + IntakeLimits.PROPERTIES + " may be given");
    }
    return IntakeLimits.type(engaged.type()).map(why -> "has a type that " + why)
        .or(() -> properties.entrySet().stream()
            .flatMap(property -> Stream.of(
                IntakeLimits.name(property.getKey(), IntakeLimits.PROPERTY_NAME),
                IntakeLimits.text(property.getValue(), IntakeLimits.PROPERTY)))
            .flatMap(Optional::stream)
            .findFirst()
            .map(why -> "has a property that " + why));
  }

  /** JSON writes a NUL in a way of its own, which the database does not take. */
  private static Optional<String> unclean(EventBody body) {
    String json = Json.write(body);
    return json.contains(NUL)
        ? Optional.of("holds a NUL character")
        : CleanText.fault(json).or(() -> IntakeLimits.text(json, LONGEST_BODY));
  }
}
