package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Everything decided about a lead so far: its journal, folded. Only {@link JournalFold} makes a next one.
 *
 * @param past what was told of its life before it came
 */
public record LeadProgress(
    QualificationProgress qualification,
    NurtureProgress nurture,
    RecycleProgress recycling,
    HandoffProgress handoffs,
    SalesProgress sales,
    PastProgress past) {

  /** The stage it stands in. */
  public Stage stage() {
    return qualification.stage();
  }

  /** The open handoff; null in every stage but SQL. */
  public @Nullable Handoff handoff() {
    return handoffs.open();
  }

  /** The label of the rule by which nurture mail is withheld; null where none is, and where the lead is not nurtured at all. */
  public @Nullable String withheld() {
    return stage().nurtured() ? nurture.withheld() : null;
  }

  LeadProgress with(QualificationProgress changed) {
    return new LeadProgress(changed, nurture, recycling, handoffs, sales, past);
  }

  LeadProgress with(NurtureProgress changed) {
    return new LeadProgress(qualification, changed, recycling, handoffs, sales, past);
  }

  LeadProgress with(RecycleProgress changed) {
    return new LeadProgress(qualification, nurture, changed, handoffs, sales, past);
  }

  LeadProgress with(HandoffProgress changed) {
    return new LeadProgress(qualification, nurture, recycling, changed, sales, past);
  }

  LeadProgress with(SalesProgress changed) {
    return new LeadProgress(qualification, nurture, recycling, handoffs, changed, past);
  }

  LeadProgress with(PastProgress changed) {
    return new LeadProgress(qualification, nurture, recycling, handoffs, sales, changed);
  }

  /** Whether what is told of its past may say where it stands: nothing has brought it further here, nor has a person. */
  public boolean followsItsPast() {
    return stage().nurtured()
        ? handoffs.cycles() == 0 && past.place() != PastProgress.Place.LEFT
        : past.place() == PastProgress.Place.STANDS;
  }

  LeadProgress forgotten() {
    return new LeadProgress(
        qualification.forgotten(), nurture.forgotten(), recycling.passed(), handoffs.forgotten(), sales, past);
  }
}
