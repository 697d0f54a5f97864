package dev.leadloop.lead;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an address gets no mail, as it is said outside the database. The list of another tool says it in its people's own
 * words, such as "asked by" and a name: what is made of the usual words is said, and anything else is a reason of their own.
 */
public final class SuppressionName {
  private static final String OWN = "other_reason";

  private static final Set<String> USUAL =
      Set.of(
          "abuse", "address", "admin", "and", "asked", "asks", "bad", "block", "blocked", "bounce", "bounced", "by", "call",
          "chat", "complained", "complaint", "contact", "crm", "data", "deleted", "do", "duplicate", "email", "erased", "for",
          "form", "forget", "from", "gdpr", "global", "gone", "group", "hard", "has", "import", "imported", "in", "invalid",
          "left", "legal", "letter", "list", "mail", "mailbox", "mailing", "manual", "manually", "newsletter", "no", "not",
          "of", "on", "opt", "opted", "optout", "other", "out", "paper", "permanent", "person", "phone", "post", "privacy",
          "reason", "reply", "report", "reported", "request", "requested", "sales", "site", "soft", "spam", "stop",
          "support", "suppressed", "telephone", "the", "to", "trap", "unknown", "unsubscribe", "unsubscribed", "user",
          "wants", "website", "writing", "wrong");

  private SuppressionName() {}

  /** The reason in that form; null where there is none. */
  public static @Nullable String said(@Nullable String reason) {
    return reason == null ? null : USUAL.containsAll(List.of(reason.split("_", -1))) ? reason : OWN;
  }
}
