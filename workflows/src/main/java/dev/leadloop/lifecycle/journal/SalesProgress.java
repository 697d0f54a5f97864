package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a lead that sales accepted.
 *
 * @param owner rep of an accepted lead; null before, and where it came to sales before it came to us
 * @param acceptedAt when it was accepted; null before, and where nobody told when
 * @param contactDue when first contact is due; null when made, missed or not asked
 * @param contactFor the trigger that first contact is due for: the most urgent of what the lead waits for; null where none is
 *     due, and where it was asked for by an early version
 * @param contacted whether sales was in touch
 * @param lastNews when sales was last heard of after acceptance, or last reminded
 * @param deal what sales reported since it accepted the lead; null before
 */
public record SalesProgress(
    @Nullable String owner,
    @Nullable Instant acceptedAt,
    @Nullable Instant contactDue,
    @Nullable String contactFor,
    boolean contacted,
    @Nullable Instant lastNews,
    @Nullable Deal deal) {
  static final SalesProgress NONE = new SalesProgress(null, null, null, null, false, null, null);

  SalesProgress in(Stage stage, Instant at) {
    return switch (stage) {
      case ACCEPTED -> new SalesProgress(owner, at, contactDue, contactFor, false, at, deal);
      case OPPORTUNITY, WON, LOST -> contactMissed();
      case NURTURING, MQL, SALES_QUALIFIED, DISQUALIFIED, ERASED -> NONE;
    };
  }

  SalesProgress ownedBy(String rep) {
    return new SalesProgress(rep, acceptedAt, contactDue, contactFor, contacted, lastNews, deal);
  }

  SalesProgress contactAsked(JournalEntry.ContactAsked asked) {
    return new SalesProgress(asked.owner(), acceptedAt, asked.dueAt(), asked.trigger(), contacted, lastNews, deal);
  }

  SalesProgress contactMade(Instant at) {
    return new SalesProgress(owner, acceptedAt, null, null, true, at, deal);
  }

  SalesProgress contactMissed() {
    return new SalesProgress(owner, acceptedAt, null, null, contacted, lastNews, deal);
  }

  SalesProgress heardOf(Instant at) {
    return new SalesProgress(owner, acceptedAt, contactDue, contactFor, contacted, at, deal);
  }

  /**
   * The same by what is told of its past; a report of here stays.
   *
   * @param before since when it stood so by what was told before
   */
  SalesProgress told(PastStep step, Instant before) {
    Instant accepted = step.stage() == Stage.ACCEPTED ? step.at() : null;
    boolean reported = deal != null && !deal.at().equals(before);
    Deal past = PastStep.VALUED.contains(step.stage())
        ? new Deal(step.amount(), step.currency(), step.stage() == Stage.OPPORTUNITY ? step.at() : null, step.stage().name(),
            step.reason(), step.at())
        : null;
    return new SalesProgress(owner, accepted, null, null, contacted, lastNews, reported ? deal : past);
  }

  SalesProgress told(JournalEntry.OutcomeNoted outcome, Instant at) {
    return new SalesProgress(owner, acceptedAt, contactDue, contactFor, contacted, at, Deal.after(deal, outcome, at));
  }
}
