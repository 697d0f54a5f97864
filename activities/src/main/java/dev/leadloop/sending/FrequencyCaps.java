package dev.leadloop.sending;

import dev.leadloop.nurture.SendingTimes;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Holds a mail that would be one too many for its address, all sequences together, until there is room again. */
public final class FrequencyCaps implements SendCheck {
  private final SendStore ledger;

  /** Counts the mails that this ledger knows. */
  public FrequencyCaps(SendStore ledger) {
    this.ledger = ledger;
  }

  @Override
  public boolean alsoOfWhatWasAskedFor() {
    return false;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    NurtureRules rules = mail.policy().nurture();
    Instant latest = null;
    String why = "";
    for (FrequencyCap cap : rules.caps()) {
      Instant free =
          ledger
              .nthLast(mail.emailKey(), cap.most(), mail.now().minus(cap.within()))
              .map(oldest -> oldest.plus(cap.within()))
              .orElse(null);
      if (free != null && (latest == null || free.isAfter(latest))) {
        latest = free;
        why = "frequency cap: " + cap.most() + " mails within " + words(cap);
      }
    }
    return latest == null ? null : new Held(why, SendingTimes.next(rules, mail.person().profile(), latest));
  }

  private static String words(FrequencyCap cap) {
    long hours = cap.within().toHours();
    return hours % 24 == 0 && hours > 0 ? hours / 24 + " days" : hours > 0 ? hours + " hours"
        : cap.within().toSeconds() + " seconds";
  }
}
