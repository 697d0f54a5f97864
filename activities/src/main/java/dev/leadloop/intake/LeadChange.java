package dev.leadloop.intake;

import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.MailDomains;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a later telling changes of a known lead: what is told replaces what was known, and what is not told takes nothing
 * away.
 *
 * @param enriched which of the facts enrichment found, from now on
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
    EnrichedFacts enriched,
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
    boolean moved = movedTo(emailKey, lead);
    LeadDetails.Facts facts = (moved ? ofThePerson(lead) : lead.facts()).overlaidBy(told.facts());
    EnrichedFacts enriched =
        (moved ? EnrichedFacts.NONE : lead.enriched()).said(told.facts().byField().keySet());
    Map<String, String> consent = consentTold ? told.consent() : lead.consent();
    boolean newAddress = emailKey != null && !emailKey.equals(lead.emailKey());
    boolean newTouch = !told.touch().equals(LeadDetails.Touch.NONE) && !told.touch().equals(lead.lastTouch());
    boolean firstTouch = newTouch && lead.lastTouch().equals(LeadDetails.Touch.NONE);
    return new LeadChange(
        facts,
        enriched,
        consent,
        newAddress ? emailKey : null,
        addressAfter(lead, emailKey),
        newTouch,
        firstTouch,
        told.externalId() != null && names.byExternalId() == null,
        // A yes has to be confirmed anew for another address.
        consentTold || newAddress ? consent.get("status") : null,
        newAddress || firstTouch || !facts.equals(lead.facts()) || !enriched.equals(lead.enriched())
            || !consent.equals(lead.consent()));
  }

  /** Whether an address of another company's domain takes the place of the one known. */
  private static boolean movedTo(@Nullable String emailKey, KnownLead lead) {
    String before = lead.emailKey();
    return emailKey != null && before != null && !MailDomains.domainOf(emailKey).equals(MailDomains.domainOf(before));
  }

  private static LeadDetails.Facts ofThePerson(KnownLead lead) {
    Map<String, @Nullable String> found = new HashMap<>();
    lead.enriched().found().keySet().forEach(field -> found.put(field, null));
    return lead.facts().with(found);
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
