package dev.leadloop.lifecycle;

import dev.leadloop.account.KnownAccount;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.Forgotten;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.nurturing.Consenting;
import dev.leadloop.lifecycle.nurturing.HeldMails;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.lifecycle.sales.AfterAccepting;
import dev.leadloop.lifecycle.sales.AnswerRights;
import dev.leadloop.lifecycle.sales.Answering;
import dev.leadloop.lifecycle.sales.FurtherRequests;
import dev.leadloop.lifecycle.sales.OwnerAbsence;
import dev.leadloop.lifecycle.sales.Recycling;
import dev.leadloop.lifecycle.words.Standing;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.qualification.Disqualifying;
import dev.leadloop.qualification.Qualifying;
import dev.leadloop.qualification.Voiding;
import dev.leadloop.scoring.ScoreSummary;

/** What each kind of event does. */
final class Applying {
  private Applying() {}

  static Verdict apply(Deciding deciding, LeadEvent event) {
    if (deciding.stage() == Stage.ERASED) {
      return Refusal.of(RefusalCode.ERASED, "the person asked to be forgotten; nothing is taken for this lead")
          .on(deciding, event);
    }
    return switch (event.body()) {
      case EventBody.Entered entered -> entered(deciding, event, entered);
      case EventBody.ProfileChanged changed -> profileChanged(deciding, event, changed);
      case EventBody.Engaged engaged -> engaged(deciding, event, engaged);
      case EventBody.AccountTold told -> accountTold(deciding, event, told);
      case EventBody.SignalVoided voided -> Voiding.voided(deciding, event, voided);
      case EventBody.NurtureOrdered ordered -> Beginning.ordered(deciding, event, ordered);
      case EventBody.MailOrdered ordered -> Beginning.mailOrdered(deciding, event, ordered);
      case EventBody.Answer answer -> Answering.answer(deciding, event, answer);
      case EventBody.OwnerAway away -> OwnerAbsence.noteAway(deciding, event, away);
      case EventBody.OwnerLeft left -> OwnerAbsence.ownerLeft(deciding, event, left.rep());
      case EventBody.SomebodyCame came -> Waiting.somebodyCame(deciding, event, came);
      case EventBody.Contacted ignored -> AfterAccepting.contacted(deciding, event);
      case EventBody.OutcomeReported reported -> AfterAccepting.outcome(deciding, event, reported);
      case EventBody.ReviewDecided decided -> reviewDecided(deciding, event, decided);
      case EventBody.Reopened reopened -> reopened(deciding, event, reopened);
      case EventBody.SendSettled settled -> {
        deciding.note(
            new JournalEntry.SendSettled(
                settled.sequence(), settled.step(), settled.state(), settled.reason(), settled.sequenceVersion(),
                settled.occurrence()));
        yield Verdict.applied(event.eventId(), "noted");
      }
      case EventBody.SendHeld held -> HeldMails.held(deciding, event, held.mail());
      case EventBody.SequenceResumed resumed -> HeldMails.resumed(deciding, event, resumed.sequence());
      case EventBody.RolledOut order -> RollingOut.moved(deciding, event, order);
      case EventBody.Suppressed suppressed -> {
        deciding.note(new JournalEntry.SuppressionNoted(suppressed.reason()));
        Nurturing.stop(deciding, "suppressed: " + suppressed.reason());
        yield Verdict.applied(event.eventId(), "no more mail to this lead");
      }
      case EventBody.SuppressionLifted lifted -> {
        deciding.note(new JournalEntry.SuppressionLifted(lifted.reason()));
        Nurturing.followTrack(deciding);
        yield Verdict.applied(event.eventId(), "this lead may be mailed again");
      }
      case EventBody.ConsentChanged changed -> Consenting.changed(deciding, event, changed);
      case EventBody.MayAskToStop doubted -> {
        deciding.note(new JournalEntry.StopDoubted(doubted.answer()));
        yield Verdict.applied(event.eventId(), "mail rests until somebody says whether the answer asks to stop");
      }
      case EventBody.StopDoubtSettled settled -> HeldMails.doubtSettled(deciding, event, settled);
      case EventBody.PastTold told -> TellingPast.told(deciding, event, told);
      case EventBody.ErasureAsked ignored -> erased(deciding, event);
    };
  }

  private static Verdict entered(Deciding deciding, LeadEvent event, EventBody.Entered entered) {
    ScoreSummary score = deciding.rescore();
    Consenting.entered(deciding, entered.imported());
    Nurturing.followTrack(deciding);
    Qualifying.byScore(deciding, score, !entered.imported());
    return Verdict.applied(event.eventId(), "the lead came in");
  }

  private static Verdict profileChanged(Deciding deciding, LeadEvent event, EventBody.ProfileChanged changed) {
    deciding.note(new JournalEntry.FactsChanged());
    ScoreSummary score = deciding.rescore();
    if (deciding.progress().nurture().position() == null && deciding.stage().nurtured()) {
      Nurturing.followTrack(deciding);
    } else {
      Nurturing.goalReached(deciding);
    }
    if (changed.imported() || !Qualifying.byReviewedRequest(deciding, event.recordedAt(), score)) {
      Qualifying.byScore(deciding, score, !changed.imported());
    }
    return Verdict.applied(event.eventId(), "the facts were taken in");
  }

  private static Verdict accountTold(Deciding deciding, LeadEvent event, EventBody.AccountTold told) {
    KnownAccount known = deciding.progress().qualification().account();
    if (told.evidence() == null && (known == null || !known.accountId().equals(told.accountId()))) {
      return Verdict.applied(event.eventId(), "that company did not speak through this lead");
    }
    deciding.tellOfAccount(new JournalEntry.AccountNoted(told.accountId(), told.evidence()));
    ScoreSummary score = deciding.rescore();
    Qualifying.byScore(deciding, score, true);
    return Verdict.applied(event.eventId(), "noted; the account score is " + score.account());
  }

  private static Verdict engaged(Deciding deciding, LeadEvent event, EventBody.Engaged engaged) {
    if (deciding.signal(event.eventId()) != null) {
      return Verdict.applied(event.eventId(), "it was found to be a machine's and does not count");
    }
    Signal signal =
        new Signal(event.eventId(), engaged.type(), event.occurredAt(), engaged.properties(), false);
    deciding.take(signal);
    deciding.note(new JournalEntry.SignalRecorded(engaged.type(), event.occurredAt()));
    ScoreSummary score = deciding.rescore();
    if (engaged.imported() || !Qualifying.byRequest(deciding, signal, event.recordedAt(), score)) {
      Qualifying.byScore(deciding, score, !engaged.imported());
    }
    if (!engaged.imported()) {
      FurtherRequests.heard(deciding, signal, event.recordedAt(), score.fit());
    }
    Nurturing.heard(deciding, signal);
    return Verdict.applied(event.eventId(), "recorded; the score is " + score.score());
  }

  private static Verdict reviewDecided(Deciding deciding, LeadEvent event, EventBody.ReviewDecided decided) {
    Refusal refusal = AnswerRights.refusedReview(event.by(), deciding.progress());
    if (refusal != null) {
      return refusal.on(deciding, event);
    }
    if (decided.order() == EventBody.ReviewOrder.DISMISS) {
      deciding.note(new JournalEntry.ReviewClosed("dismissed"));
      return Verdict.applied(event.eventId(), "the review is closed");
    }
    refusal = Disqualifying.refusal(deciding);
    if (refusal != null) {
      return refusal.on(deciding, event);
    }
    if (deciding.stage() == Stage.LOST || deciding.stage() == Stage.DISQUALIFIED) {
      deciding.move(Stage.NURTURING, "qualified in review", null);
    }
    if (!deciding.stage().nurtured()) {
      return Refusal.of(RefusalCode.NOT_NURTURED, "a lead that is " + deciding.stage().is() + " is with sales already")
          .on(deciding, event);
    }
    HandingOver.handOver(
        deciding,
        HandoffTrigger.REVIEW,
        "qualified in review",
        Qualifying.evidence(deciding, HandoffTrigger.REVIEW, deciding.policy().qualification().sql().get(0)));
    return Verdict.applied(event.eventId(), "handed to sales");
  }

  private static Verdict reopened(Deciding deciding, LeadEvent event, EventBody.Reopened reopened) {
    if (event.by().kind() == Principal.Kind.REP) {
      return Refusal.of(RefusalCode.NOT_ALLOWED, "marketing or a manager reopens a lead").on(deciding, event);
    }
    if (!JournalFold.isEdge(deciding.stage(), Stage.NURTURING) || !deciding.stage().closed()) {
      return Refusal.of(RefusalCode.NOT_CLOSED, "a lead that is " + deciding.stage().is() + " cannot be reopened")
          .on(deciding, event);
    }
    Refusal closed = Disqualifying.refusedToReopen(deciding);
    if (closed != null) {
      return closed.on(deciding, event);
    }
    deciding.move(Stage.NURTURING, "reopened: " + reopened.reason(), null);
    Recycling.reopened(deciding);
    Qualifying.byScore(deciding, deciding.rescore(), true);
    if (deciding.stage() == Stage.NURTURING) {
      Nurturing.followTrack(deciding);
    }
    return Verdict.applied(event.eventId(), Standing.inWords(deciding.progress()));
  }

  private static Verdict erased(Deciding deciding, LeadEvent event) {
    Handoff handoff = deciding.progress().handoff();
    if (handoff != null) {
      Disqualifying.withdraw(deciding, handoff, Forgotten.REASON);
    }
    Nurturing.stop(deciding, Forgotten.REASON);
    deciding.move(Stage.ERASED, "the person asked to be forgotten", null);
    deciding.note(new JournalEntry.ErasureNoted());
    return Verdict.applied(event.eventId(), "forgotten");
  }
}
