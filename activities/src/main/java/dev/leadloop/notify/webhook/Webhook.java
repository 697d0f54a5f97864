package dev.leadloop.notify.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where notices go beside mail.
 *
 * @param createdBy who set it up
 */
public record Webhook(
    String id,
    Kind kind,
    String url,
    @Nullable String description,
    Wanted wanted,
    Signing signing,
    Instant createdAt,
    String createdBy,
    Health health) {

  /**
   * The notices it takes.
   *
   * @param events which ones; empty for all
   * @param team whose notices alone; null for any team
   * @param rep whose notices alone; null for anyone
   */
  public record Wanted(List<String> events, @Nullable String team, @Nullable String rep) {
    public Wanted {
      events = List.copyOf(events);
    }
  }

  /**
   * What its messages are signed with.
   *
   * @param secret signs; null for a chat channel
   * @param oldSecret signs beside it until {@code oldUntil}
   */
  public record Signing(@Nullable String secret, @Nullable String oldSecret, @Nullable Instant oldUntil) {
    /** With one secret; null for a chat channel. */
    public static Signing with(@Nullable String secret) {
      return new Signing(secret, null, null);
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

    /** Never prints a secret. */
    @Override
    public String toString() {
      return "Signing[until " + oldUntil + "]";
    }
  }

  /**
   * How messages fare there.
   *
   * @param failingSince since when nothing has arrived; null while all is well
   * @param offSince since when it is not used any more
   */
  public record Health(@Nullable Instant failingSince, @Nullable Instant offSince, @Nullable String offWhy) {
    /** While all is well. */
    public static final Health WELL = new Health(null, null, null);
  }

  /** What is sent there. */
  public enum Kind {
    /** Signed events after the Standard Webhooks specification. */
    STANDARD,
    /** Messages as Slack's incoming webhooks take them, and those made after them. */
    SLACK,
    /** Adaptive Cards as the Workflows of Microsoft Teams take them. */
    TEAMS
  }

  /** Never prints a secret, nor an address, which for chat channels is one. */
  @Override
  public String toString() {
    return "Webhook[" + id + ", " + kind + "]";
  }
}
