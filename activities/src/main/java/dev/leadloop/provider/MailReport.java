package dev.leadloop.provider;

import dev.leadloop.provider.ProviderEvent.Kind;
import org.jspecify.annotations.Nullable;

/** What became of a mail on its way, in the words of the ledger; null for kinds that are about something else. */
final class MailReport {
  private MailReport() {}

  static @Nullable String state(Kind kind) {
    return switch (kind) {
      case DELIVERED, DEFERRED, BLOCKED, DROPPED -> kind.name();
      case HARD_BOUNCE -> "BOUNCED";
      case SOFT_BOUNCE -> "BOUNCED_FOR_NOW";
      case SPAM_REPORT -> "REPORTED_AS_SPAM";
      case PROCESSED, OPEN, CLICK, UNSUBSCRIBE, GROUP_UNSUBSCRIBE, GROUP_RESUBSCRIBE, REPLY, REPLY_NEGATIVE, REPLY_STOP,
          MAY_ASK_TO_STOP, OUT_OF_OFFICE, OTHER -> null;
    };
  }
}
