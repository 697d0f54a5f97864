package dev.leadloop.person;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.consent.SuppressionFile;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.Caller;
import dev.leadloop.text.VisibleText;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Suppresses an address and allows it again, each with its line in the audit, and tells the lead whose it is. */
@Component
public class AddressDesk {
  private static final int LONGEST_WHY = 500;

  private final Suppressions suppressions;
  private final SuppressionFile file;
  private final LeadStore leads;
  private final AuditTrail audit;
  private final InboxBell bell;

  AddressDesk(Suppressions suppressions, SuppressionFile file, LeadStore leads, AuditTrail audit, InboxBell bell) {
    this.suppressions = suppressions;
    this.file = file;
    this.leads = leads;
    this.audit = audit;
    this.bell = bell;
  }

  /**
   * No mail to the address begins to be sent once this is back.
   *
   * @param emailKey the address in its one form
   * @param reason a word such as asked_by_phone
   * @return false where it was suppressed already, and keeps its reason
   * @throws ProblemException where the reason is no such word
   */
  public boolean suppress(String emailKey, String reason, Caller by) {
    if (!reason.matches(SuppressionFile.REASON)) {
      throw FieldError.in("reason", SuppressionFile.REASON_HINT);
    }
    boolean changed = audit.change(
        by,
        () -> suppressions.suppress(emailKey, reason, by.principal()),
        done -> done ? new Note("suppression_added", target(emailKey), Map.of("reason", reason)) : null);
    bell.wake();
    return changed;
  }

  /**
   * Suppresses every address of a file; it only ever adds.
   *
   * @param charset of the file; null where its first bytes say
   * @param reason of rows that give none
   * @throws SuppressionFile.Unreadable where it is no such file; rows before the fault are in
   */
  public SuppressionFile.Imported suppressAll(InputStream content, @Nullable String charset, String reason, Caller by) {
    try {
      SuppressionFile.Imported imported = file.read(content, charset, reason, by.principal());
      audit.say(by, new Note("suppressions_imported", "suppressions", Map.of("added", imported.added())));
      return imported;
    } finally {
      bell.wake();
    }
  }

  /**
   * Mail to the address is allowed again.
   *
   * @param why what the caller bases it on
   * @return false where it was not suppressed
   * @throws ProblemException where nothing was said, or too much
   */
  public boolean lift(String emailKey, String why, Caller by) {
    String said = VisibleText.known(why);
    if (said == null || said.length() > LONGEST_WHY) {
      throw FieldError.in("reason", "is needed: say in at most " + LONGEST_WHY + " characters why mail is allowed again");
    }
    boolean changed = audit.change(
        by,
        () -> suppressions.lift(emailKey, by.principal(), said),
        done -> done ? new Note("suppression_lifted", target(emailKey), Map.of()) : null);
    bell.wake();
    return changed;
  }

  /** The lead; the address itself stands in the history of the address, where erasing it reaches. */
  private String target(String emailKey) {
    return leads.byAddress(emailKey).map(lead -> "lead/" + lead.value()).orElse("address of no lead");
  }
}
