package dev.leadloop.measures;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.PastProgress;
import dev.leadloop.lifecycle.journal.PastProgress.Place;
import dev.leadloop.measures.Visit.Coming;
import dev.leadloop.measures.Visit.Leaving;
import dev.leadloop.nurture.OneMail;
import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes facts out of a lead's journal, the only way there is: of the lines of one decision as it is recorded, and of whole
 * journals where all facts are made anew. What lines do to facts does not depend on how they are parted.
 */
public final class FactProjector {
  private final LeadId lead;
  private final IntFunction<LeadPolicy> policies;
  private final LeadFold facts;
  private final List<Visit> visits = new ArrayList<>();
  private final Map<Integer, CycleChange> cycles = new TreeMap<>();
  private final List<StepFacts> steps = new ArrayList<>();
  private final ToldStays told;
  private final boolean whole;
  private boolean pastTold;
  private @Nullable Leaving left;
  private @Nullable LeadProgress progress;
  private @Nullable Given given;

  /** The reason that somebody gave, waiting for the move that comes of it. */
  private record Given(long seq, @Nullable String causeEventId, String reason) {}

  private FactProjector(LeadId lead, @Nullable LeadProgress before, IntFunction<LeadPolicy> policies) {
    this.lead = lead;
    this.progress = before;
    this.policies = policies;
    this.facts = new LeadFold(lead);
    this.told = new ToldStays(lead);
    this.whole = before == null;
  }

  /**
   * What lines change.
   *
   * @param before the lead ahead of them; null where they begin its journal
   * @param lines in order; those of one decision are never parted
   * @param policies the policy of a version
   */
  public static FactChanges changes(
      LeadId lead, @Nullable LeadProgress before, List<JournalLine> lines, IntFunction<LeadPolicy> policies) {
    FactProjector projector = new FactProjector(lead, before, policies);
    lines.forEach(projector::take);
    return projector.changes();
  }

  private FactChanges changes() {
    List<Visit> stays = new ArrayList<>();
    PastProgress past = progress == null ? PastProgress.NONE : progress.past();
    if (pastTold) {
      List<PastStep> counted = past.counted();
      stays.addAll(told.of(counted, whole ? here() : null));
      facts.past(counted, past.place() == Place.STANDS ? past.standing() : null);
    }
    stays.addAll(visits);
    return new FactChanges(
        facts.facts(), left == null && !pastTold ? told.left() : left, stays,
        cycles.values().stream().map(change -> change.facts(lead)).toList(), steps);
  }

  /** Since when it stands where its life here has it, rather than where its past put it; null where its past did. */
  private @Nullable Instant here() {
    Instant since = null;
    for (Visit visit : visits) {
      boolean put = visit.left() != null && visit.left().told();
      since = put ? null : since == null ? visit.entered().at() : since;
    }
    return since;
  }

  private void take(JournalLine line) {
    LeadProgress before = progress;
    LeadProgress after = JournalFold.apply(before, line.entry(), line.at());
    progress = after;
    Instant at = Kept.instant(line.at());
    switch (line.entry()) {
      case JournalEntry.OfLead entry -> ofLead(line, entry, before, after, at);
      case JournalEntry.OfNurture entry -> ofNurture(line, entry, at);
      case JournalEntry.OfHandoff entry -> ofHandoff(line, entry, before == null ? null : before.handoff(), at);
      case JournalEntry.OfSales entry -> ofSales(line, entry, after, at);
      case JournalEntry.OfPerson entry -> ofPerson(entry);
    }
  }

  private void ofLead(
      JournalLine line, JournalEntry.OfLead entry, @Nullable LeadProgress before, LeadProgress after, Instant at) {
    switch (entry) {
      case JournalEntry.Entered ignored -> {
        facts.entered(line, at);
        visits.add(visit(line, at, null, Stage.NURTURING, null, null));
      }
      case JournalEntry.StageChanged changed -> {
        PastProgress past = before == null ? PastProgress.NONE : before.past();
        boolean stood = past.place() == Place.STANDS;
        if (changed.told()) {
          put(line, changed, stood, at);
        } else {
          moved(line, changed, stood ? past.standing() : null, after, at);
        }
      }
      case JournalEntry.PastNoted ignored -> pastTold = true;
      case JournalEntry.Recycled ignored -> facts.recycled(after.recycling().times());
      // Facts about the person and the company, and the score: read where they are kept.
      case JournalEntry.FactsChanged ignored -> {}
      case JournalEntry.AccountNoted ignored -> {}
      case JournalEntry.SignalRecorded ignored -> {}
      case JournalEntry.SignalVoided ignored -> {}
      case JournalEntry.Scored ignored -> {}
      // Nothing came of these.
      case JournalEntry.RequestTooOld ignored -> {}
      case JournalEntry.OrderRefused ignored -> {}
      case JournalEntry.EventFailed ignored -> {}
      // The version stands with each step.
      case JournalEntry.PolicyMoved ignored -> {}
      case JournalEntry.ParkEnded ignored -> {}
      case JournalEntry.CoolDownEnded ignored -> {}
      case JournalEntry.ReviewOpened ignored -> {}
      case JournalEntry.ReviewClosed ignored -> {}
    }
  }

  /** What is told of its past puts the lead where it stands: the stay there is told, and only one in nurture is of here. */
  private void put(JournalLine line, JournalEntry.StageChanged changed, boolean stood, Instant at) {
    pastTold = true;
    if (!stood) {
      leave(new Leaving(at, changed.to().label(), null, Visit.TOLD));
    }
    if (changed.to().nurtured()) {
      visits.add(new Visit(
          lead.value(), line.seq(), line.n(), null, changed.to().label(), line.policyVersion(), new Coming(at, null, Visit.TOLD),
          null, null));
      facts.stands(changed.to(), at);
    }
  }

  private void leave(Leaving end) {
    if (visits.isEmpty()) {
      left = end;
    } else {
      visits.add(visits.removeLast().left(end));
    }
  }

  private void moved(
      JournalLine line, JournalEntry.StageChanged changed, @Nullable PastStep stood, LeadProgress after, Instant at) {
    JournalEntry.Evidence evidence = changed.evidence();
    String why = evidence != null ? evidence.trigger() : reasonOf(line);
    given = null;
    Deal deal = after.sales().deal();
    facts.came(changed.to(), line, at, why, deal);
    Leaving end = new Leaving(at, changed.to().label(), why, line.by().toString());
    if (stood != null) {
      told.left(stood, end);
    } else {
      leave(end);
    }
    visits.add(visit(line, at, changed.from(), changed.to(), why, deal));
  }

  /** The reason that was given for what this line does. */
  private @Nullable String reasonOf(JournalLine line) {
    Given reason = given;
    return reason != null && reason.seq() == line.seq() && Objects.equals(reason.causeEventId(), line.causeEventId())
        ? reason.reason()
        : null;
  }

  private Visit visit(
      JournalLine line, Instant at, @Nullable Stage from, Stage in, @Nullable String why, @Nullable Deal deal) {
    return new Visit(
        lead.value(), line.seq(), line.n(), from == null ? null : from.label(), in.label(), line.policyVersion(),
        new Coming(at, why, line.by().toString()), Money.of(deal), null);
  }

  private void ofNurture(JournalLine line, JournalEntry.OfNurture entry, Instant at) {
    switch (entry) {
      case JournalEntry.StepSent sent -> steps.add(
          new StepFacts(lead.value(), line.seq(), line.n(), at, line.policyVersion(), sent.sequence(), sent.sequenceVersion(),
              sent.occurrence(), sent.step(), true, null));
      case JournalEntry.MailOrdered ordered -> steps.add(
          new StepFacts(lead.value(), line.seq(), line.n(), at, line.policyVersion(), OneMail.sequence(ordered.campaign()),
              OneMail.VERSION, OneMail.OCCURRENCE, OneMail.STEP, true, null));
      case JournalEntry.StepTaken taken -> steps.add(
          new StepFacts(lead.value(), line.seq(), line.n(), at, line.policyVersion(), taken.sequence(),
              taken.sequenceVersion(), taken.occurrence(), taken.step(), false, taken.what()));
      // What became of a mail stands in the ledger.
      case JournalEntry.MailHeld ignored -> {}
      case JournalEntry.MailRetried ignored -> {}
      case JournalEntry.SendSettled ignored -> {}
      case JournalEntry.ConfirmationAsked ignored -> {}
      case JournalEntry.SequenceStarted ignored -> {}
      case JournalEntry.SequenceSkipped ignored -> {}
      case JournalEntry.SequenceMoved ignored -> {}
      case JournalEntry.SequenceEnded ignored -> {}
      case JournalEntry.NurtureWaits ignored -> {}
      case JournalEntry.NurtureWithheld ignored -> {}
    }
  }

  private void ofHandoff(JournalLine line, JournalEntry.OfHandoff entry, @Nullable Handoff before, Instant at) {
    switch (entry) {
      case JournalEntry.CycleOpened opened -> cycle(opened.handoff().cycle()).opened(line, opened.handoff());
      case JournalEntry.RequestAdded added -> cycle(added.cycle()).asked(added);
      case JournalEntry.OwnerChanged changed ->
          cycle(changed.cycle()).owned(changed.owner(), changed.queue(), at(changed.at(), at));
      case JournalEntry.ClockResumed resumed -> cycle(resumed.cycle()).resumed(before, resumed, at(resumed.at(), at));
      case JournalEntry.CycleEnded ended -> {
        cycle(ended.end().cycle()).ended(line, before, ended, policies.apply(line.policyVersion()));
        gave(line, CycleEnds.code(ended.end()));
      }
      // A pause counts from its end, which says how long it was.
      case JournalEntry.ClockPaused ignored -> {}
      case JournalEntry.RungFired ignored -> {}
      case JournalEntry.RemindersPutOff ignored -> {}
      case JournalEntry.RemindersDue ignored -> {}
      case JournalEntry.OwnerAwayNoted ignored -> {}
    }
  }

  private void ofSales(JournalLine line, JournalEntry.OfSales entry, LeadProgress after, Instant at) {
    switch (entry) {
      case JournalEntry.ContactMade made -> {
        Instant said = at(made.at(), at);
        facts.contacted(line, said);
        int cycle = after.handoffs().cycles();
        if (cycle > 0) {
          cycle(cycle).contacted(said);
        }
      }
      case JournalEntry.OutcomeNoted noted -> {
        facts.told(noted);
        gave(line, forward(noted.result()) ? null : noted.reason());
      }
      case JournalEntry.PassedOn ignored -> {}
      case JournalEntry.OwnerAsked ignored -> {}
      case JournalEntry.ContactAsked ignored -> {}
      case JournalEntry.ContactMissed ignored -> {}
      case JournalEntry.StallReminded ignored -> {}
    }
  }

  /** When it was, as the line says; else as it was decided. */
  private static Instant at(@Nullable Instant said, Instant decided) {
    return said == null ? decided : Kept.instant(said);
  }

  /** The reason of good news is free words, none of the catalogue. */
  private static boolean forward(String result) {
    return result.equals(Outcome.OPPORTUNITY.name()) || result.equals(Outcome.WON.name());
  }

  /** Consent and suppression are read where they are kept; that somebody was forgotten is a stage. */
  private static void ofPerson(JournalEntry.OfPerson entry) {
    switch (entry) {
      case JournalEntry.SuppressionNoted ignored -> {}
      case JournalEntry.SuppressionLifted ignored -> {}
      case JournalEntry.ConsentNoted ignored -> {}
      case JournalEntry.StopDoubted ignored -> {}
      case JournalEntry.StopDoubtSettled ignored -> {}
      case JournalEntry.ErasureNoted ignored -> {}
    }
  }

  private CycleChange cycle(int number) {
    return cycles.computeIfAbsent(number, CycleChange::new);
  }

  private void gave(JournalLine line, @Nullable String reason) {
    given = reason == null ? null : new Given(line.seq(), line.causeEventId(), reason);
  }
}
