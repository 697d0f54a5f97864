package dev.leadloop.intake;

import dev.leadloop.lead.MailConsent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a later telling changes of a known lead: what is told replaces what was known, and what is not told takes nothing
 * away.
 *
 * @param newEmailKey the address from now on; null where it stays
 * @param addressAfter the address from now on, changed or not; null where none is known
 * @param newTouch whether it came another way than last time
 * @param firstTouch whether that is the first way known, to which the lead is owed
 * @param newName whether it is known by another system's id from now on
 * @param consentNow what the lead is to be told of its consent; null where nothing changes for it
 * @param changed whether the lead itself is another than before
 */
record LeadChange(
    LeadDetails.Facts facts,
    Map<String, String> consent,
    @Nullable String newEmailKey,
    @Nullable String addressAfter,
    boolean newTouch,
    boolean firstTouch,
    boolean newName,
    @Nullable String consentNow,
    boolean changed) {

  /**
   * The change.
   *
   * @param emailKey the address told; null where none was
   * @param consentTold whether what was told of consent holds from now on
   */
  static LeadChange of(
      KnownLead lead, @Nullable String emailKey, Identity names, LeadDetails told, boolean consentTold) {
    LeadDetails.Facts facts = lead.facts().overlaidBy(told.facts());
    Map<String, String> consent = consentTold ? told.consent() : lead.consent();
    boolean newAddress = emailKey != null && !emailKey.equals(lead.emailKey());
    boolean newTouch = !told.touch().equals(LeadDetails.Touch.NONE) && !told.touch().equals(lead.lastTouch());
    boolean firstTouch = newTouch && lead.lastTouch().equals(LeadDetails.Touch.NONE);
    return new LeadChange(
        facts,
        consent,
        newAddress ? emailKey : null,
        addressAfter(lead, emailKey),
        newTouch,
        firstTouch,
        told.externalId() != null && names.byExternalId() == null,
        // A yes has to be confirmed anew for another address.
        consentTold || newAddress ? consent.get("status") : null,
        newAddress || firstTouch || !facts.equals(lead.facts()) || !consent.equals(lead.consent()));
  }

  /** The address a telling leaves the lead with; null where none is known. */
  static @Nullable String addressAfter(KnownLead lead, @Nullable String emailKey) {
    return emailKey == null ? lead.emailKey() : emailKey;
  }

  /** Whether the person says no from now on: a confirmation from before holds no longer. */
  boolean endsConfirmation() {
    return MailConsent.DECLINED.label().equals(consent.get("status"));
  }

  Intake.Outcome outcome() {
    return changed || newName || newTouch ? Intake.Outcome.MERGED : Intake.Outcome.UNCHANGED;
  }
}
