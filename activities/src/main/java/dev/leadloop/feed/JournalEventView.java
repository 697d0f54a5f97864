package dev.leadloop.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.feed.FeedStore.FeedLine;
import dev.leadloop.feed.FeedStore.Person;
import dev.leadloop.store.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal as an event of CloudEvents 1.0 (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md).
 * Names of types and of members are the interface and stay.
 *
 * @param id unique, and the same whenever the line is read
 * @param subject the lead's id
 * @param cursor an extension of ours: where to go on behind this one
 */
public record JournalEventView(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    Instant time,
    String datacontenttype,
    String cursor,
    LineView data) {
  /** The media type of several of them. */
  public static final String BATCH = "application/cloudevents-batch+json";

  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  /**
   * The line.
   *
   * @param by who caused it, such as rep:rep-2
   * @param entry what happened, as it is recorded
   */
  public record LineView(
      String leadId,
      long seq,
      int n,
      String by,
      @Nullable String causeEventId,
      int policyVersion,
      Map<String, Object> entry,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Person person) {}

  /** The event of a line; words that people wrote are left out unless the person is told of. */
  public static JournalEventView of(FeedLine line) {
    String lead = line.place().lead();
    return new JournalEventView(
        "1.0",
        lead + "/" + line.place().seq() + "/" + line.place().n(),
        "urn:leadloop:journal",
        "dev.leadloop.journal." + line.type(),
        lead,
        line.at(),
        "application/json",
        line.place().cursor(),
        new LineView(
            lead, line.place().seq(), line.place().n(), line.by().toString(), line.causeEventId(), line.policyVersion(),
            entry(line), line.person()));
  }

  private static Map<String, Object> entry(FeedLine line) {
    Map<String, Object> entry = Json.read(Json.write(line.entry()), MEMBERS);
    if (line.person() == null) {
      FreeWords.of(line.entry()).forEach(path -> leaveOut(entry, path));
    }
    return entry;
  }

  private static void leaveOut(Map<String, Object> members, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      members.remove(path);
    } else if (members.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
      inner.remove(path.substring(dot + 1));
    }
  }
}
