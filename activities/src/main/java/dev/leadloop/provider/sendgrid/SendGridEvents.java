package dev.leadloop.provider.sendgrid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.bounce.BounceKind;
import dev.leadloop.bounce.BounceRules;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.mime.Rows;
import dev.leadloop.provider.DeliveryVerdict;
import dev.leadloop.provider.ProviderEvent;
import dev.leadloop.provider.ProviderEvent.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the body of SendGrid's Event Webhook: an array of events, each kept whole. */
public final class SendGridEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** JSON may hold it, PostgreSQL's text and JSON may not. */
  private static final String NUL = "\\u0000";

  private static final Pattern STATUS = Pattern.compile("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}");
  private static final Pattern CLASS = Pattern.compile("[A-Za-z /]{1,40}");

  /** Why SendGrid does not send on: words of its own, each with what it knows of the address. */
  private static final Map<String, String> DROPPED =
      Rows.of("/mail/sendgrid-drops.txt", 2).stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));

  private static final String INVALID = "invalid_address";

  private final InstantSource clock;

  public SendGridEvents(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The events of a body; what is no event is left out.
   *
   * @throws IllegalArgumentException where the body is no JSON array
   */
  public List<ProviderEvent> parse(byte[] body) {
    JsonNode all;
    try {
      all = JSON.readTree(body);
    } catch (IOException notJson) {
      throw new IllegalArgumentException("The body is not JSON.", notJson);
    }
    if (all == null || !all.isArray()) {
      throw new IllegalArgumentException("The body is not a JSON array of events.");
    }
    List<ProviderEvent> events = new ArrayList<>(all.size());
    for (JsonNode one : all) {
      if (one.isObject()) {
        events.add(event(one));
      }
    }
    return events;
  }

  private ProviderEvent event(JsonNode node) {
    String body = node.toString();
    JsonNode one = node;
    if (body.contains(NUL)) {
      body = withoutNul(body);
      one = read(body);
    }
    String id = one.path("sg_event_id").asText("");
    Kind kind = kind(one);
    UUID mail = sendId(one.path(OutgoingEmail.SEND_ID_ARGUMENT).asText(""));
    // To read an address takes a fifth of the time an event has; whose mail it was says as much where nothing is forbidden.
    boolean byMail = kind.canWait() && mail != null;
    return new ProviderEvent(
        "sendgrid:" + (id.isEmpty() ? UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8)) : id),
        kind,
        mail,
        byMail ? null : EmailAddresses.normalise(one.path("email").asText(null)).orElse(null),
        occurredAt(one.path("timestamp")),
        code(kind, one),
        body);
  }

  private static Kind kind(JsonNode one) {
    return switch (one.path("event").asText("")) {
      case "processed" -> Kind.PROCESSED;
      case "deferred" -> Kind.DEFERRED;
      case "delivered" -> Kind.DELIVERED;
      case "open" -> Kind.OPEN;
      case "click" -> Kind.CLICK;
      case "bounce" -> bounce(one);
      case "dropped" -> Kind.DROPPED;
      case "spamreport" -> Kind.SPAM_REPORT;
      case "unsubscribe" -> Kind.UNSUBSCRIBE;
      case "group_unsubscribe" -> Kind.GROUP_UNSUBSCRIBE;
      case "group_resubscribe" -> Kind.GROUP_RESUBSCRIBE;
      case String unknown -> Kind.OTHER;
    };
  }

  /** By the words and the code of the server that refused it; what SendGrid makes of them counts where they say nothing. */
  private static Kind bounce(JsonNode one) {
    return DeliveryVerdict.kind(
        BounceRules.judge(status(one), one.path("reason").asText("")).orElseGet(() -> ofSendGrid(one)));
  }

  private static BounceKind ofSendGrid(JsonNode one) {
    return switch (one.path("bounce_classification").asText("").strip().toLowerCase(Locale.ROOT)) {
      case "mailbox unavailable" -> BounceKind.SOFT;
      case "invalid address" -> BounceKind.HARD;
      case "content", "reputation", "technical", "frequency or volume too high" -> BounceKind.BLOCKED;
      case String unclassified -> one.path("type").asText("").equals("blocked") ? BounceKind.BLOCKED : BounceKind.HARD;
    };
  }

  private static String status(JsonNode one) {
    String given = one.path("status").asText("");
    return STATUS.matcher(given).matches() ? given : "";
  }

  private static @Nullable String code(Kind kind, JsonNode one) {
    return switch (kind) {
      case HARD_BOUNCE, SOFT_BOUNCE, BLOCKED -> {
        String group = one.path("bounce_classification").asText("");
        String status = BounceRules.code(status(one), one.path("reason").asText(""));
        yield !status.isEmpty() ? status : CLASS.matcher(group).matches() ? slug(group) : null;
      }
      case DROPPED -> dropped(one);
      case DEFERRED -> {
        String attempt = one.path("attempt").asText("");
        yield attempt.matches("[0-9]{1,4}") ? "attempt_" + attempt : null;
      }
      case GROUP_UNSUBSCRIBE, GROUP_RESUBSCRIBE -> one.path("asm_group_id").asText("0");
      case PROCESSED, DELIVERED, OPEN, CLICK, SPAM_REPORT, UNSUBSCRIBE, REPLY, REPLY_NEGATIVE, REPLY_STOP,
          MAY_ASK_TO_STOP, OUT_OF_OFFICE, OTHER -> null;
    };
  }

  private static @Nullable String dropped(JsonNode one) {
    String known = DROPPED.get(one.path("reason").asText("").strip().toLowerCase(Locale.ROOT));
    boolean noMailbox =
        !status(one).isEmpty() && BounceRules.judge(status(one), "").filter(BounceKind.HARD::equals).isPresent();
    return known != null ? known : noMailbox ? INVALID : null;
  }

  private static String slug(String words) {
    return words.strip().toLowerCase(Locale.ROOT).replaceAll("[ /]+", "_");
  }

  private static @Nullable UUID sendId(String given) {
    try {
      return given.length() == 36 ? UUID.fromString(given) : null;
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  /** Within what a calendar holds; an event without a time happened when it came. */
  private Instant occurredAt(JsonNode seconds) {
    long at = seconds.asLong(0);
    Instant now = clock.instant();
    return at <= 0 || at > now.getEpochSecond() ? now : Instant.ofEpochSecond(at);
  }

  private static String withoutNul(String json) {
    // A backslash of the text itself is written as two; only an escape of its own is taken out.
    return json.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1");
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("The body is not JSON.", impossible);
    }
  }
}
