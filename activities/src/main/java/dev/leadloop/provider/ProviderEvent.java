package dev.leadloop.provider;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a mail provider or a mailbox reports about one mail or one address.
 *
 * @param eventId unique for ever: the provider's own id with the provider before it
 * @param sendId the mail it is about; null where it names none
 * @param emailKey the address it is about, in its one form; null where it names none, or where its mail says whom it is about
 * @param occurredAt when it happened, by the provider's clock
 * @param code status or class of a bounce, group of an unsubscribe; never anything of the person
 * @param body the whole event as JSON, with fields nobody knows
 */
public record ProviderEvent(
    String eventId,
    Kind kind,
    @Nullable UUID sendId,
    @Nullable String emailKey,
    Instant occurredAt,
    @Nullable String code,
    String body) {

  /** What happened. */
  public enum Kind {
    PROCESSED,
    DEFERRED,
    DELIVERED,
    OPEN,
    CLICK,
    HARD_BOUNCE,
    SOFT_BOUNCE,
    /** Turned away by the receiving server for this time, such as for the sender's reputation. */
    BLOCKED,
    /** Taken by the provider and not sent on. */
    DROPPED,
    SPAM_REPORT,
    UNSUBSCRIBE,
    GROUP_UNSUBSCRIBE,
    GROUP_RESUBSCRIBE,
    /** A person answered, and neither says no nor asks to stop. */
    REPLY,
    REPLY_NEGATIVE,
    REPLY_STOP,
    /** A person answered, and may ask to stop: somebody is to say whether it is so. */
    MAY_ASK_TO_STOP,
    OUT_OF_OFFICE,
    /** Kept, and nothing else: a kind this version does not know. */
    OTHER;

    /** Whether its body has the words of an answer. */
    public boolean answers() {
      return switch (this) {
        case REPLY, REPLY_NEGATIVE, REPLY_STOP, MAY_ASK_TO_STOP, OUT_OF_OFFICE -> true;
        case PROCESSED, DEFERRED, DELIVERED, OPEN, CLICK, HARD_BOUNCE, SOFT_BOUNCE, BLOCKED, DROPPED, SPAM_REPORT, UNSUBSCRIBE,
            GROUP_UNSUBSCRIBE, GROUP_RESUBSCRIBE, OTHER -> false;
      };
    }

    /** Whether it comes in masses and forbids no further mail, so that it need not be acted on before it is acknowledged. */
    public boolean canWait() {
      return switch (this) {
        case PROCESSED, DEFERRED, DELIVERED, OPEN, CLICK, OTHER -> true;
        case HARD_BOUNCE, SOFT_BOUNCE, BLOCKED, DROPPED, SPAM_REPORT, UNSUBSCRIBE, GROUP_UNSUBSCRIBE,
            GROUP_RESUBSCRIBE, REPLY, REPLY_NEGATIVE, REPLY_STOP, MAY_ASK_TO_STOP, OUT_OF_OFFICE -> false;
      };
    }
  }
}
