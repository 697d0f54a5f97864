package dev.leadloop.notify.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where notices go beside mail.
 *
 * @param events which ones it takes; empty for all
 * @param team whose notices alone it takes; null for any team
 * @param rep whose notices alone it takes; null for anyone
 * @param secret signs; null for a chat channel
 * @param oldSecret signs beside it until {@code oldUntil}
 * @param failingSince since when nothing has arrived; null while all is well
 * @param offSince since when it is not used any more
 */
public record Webhook(
    String id,
    Kind kind,
    String url,
    @Nullable String description,
    List<String> events,
    @Nullable String team,
    @Nullable String rep,
    @Nullable String secret,
    @Nullable String oldSecret,
    @Nullable Instant oldUntil,
    Instant createdAt,
    String createdBy,
    @Nullable Instant failingSince,
    @Nullable Instant offSince,
    @Nullable String offWhy) {

  /** What is sent there. */
  public enum Kind {
    /** Signed events after the Standard Webhooks specification. */
    STANDARD,
    /** Messages as Slack's incoming webhooks take them, and those made after them. */
    SLACK,
    /** Adaptive Cards as the Workflows of Microsoft Teams take them. */
    TEAMS
  }

  public Webhook {
    events = List.copyOf(events);
  }

  /** The secrets that sign at that instant, the newest first. */
  public List<String> secrets(Instant now) {
    List<String> secrets = new ArrayList<>();
    if (secret != null) {
      secrets.add(secret);
    }
    if (oldSecret != null && oldUntil != null && now.isBefore(oldUntil)) {
      secrets.add(oldSecret);
    }
    return secrets;
  }

  /** Never prints a secret, nor an address, which for chat channels is one. */
  @Override
  public String toString() {
    return "Webhook[" + id + ", " + kind + "]";
  }
}
