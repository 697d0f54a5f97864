package dev.leadloop.lifecycle;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Due.Purpose;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.lifecycle.journal.SalesProgress;
import dev.leadloop.lifecycle.nurturing.HeldMails;
import dev.leadloop.lifecycle.nurturing.SequenceSteps;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What will happen to a lead by itself, and when. */
final class NextDue {
  private static final Comparator<Due> SOONER = Comparator.comparing(Due::at).thenComparing(Due::purpose);

  private NextDue() {}

  /**
   * What comes next after what was decided so far; null where nothing does.
   *
   * @param until what comes later need not be found
   */
  static @Nullable Due next(Deciding deciding, Instant until) {
    return first(deciding, until);
  }

  /** What comes first where it has come already; else null, or something later. */
  static @Nullable Due reached(Deciding deciding) {
    return first(deciding, deciding.now());
  }

  /** Everything that is ahead of a lead, had nothing come in, the first one first. */
  static List<Due> ahead(
      LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant now) {
    return all(progress, profile, signals, policy, now, Instant.MAX).stream()
        .sorted(SOONER)
        .toList();
  }

  private static @Nullable Due first(Deciding deciding, Instant until) {
    if (!deciding.begun()) {
      return null;
    }
    Due first = null;
    for (Due due : all(
        deciding.progress(), deciding.profile(), deciding.signals(), deciding.policy(), deciding.now(), until)) {
      first = first == null || SOONER.compare(due, first) < 0 ? due : first;
    }
    return first;
  }

  private static List<Due> all(
      LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant from, Instant until) {
    List<Due> dues = new ArrayList<>();
    switch (progress.stage()) {
      case NURTURING, MQL -> {
        nurtured(dues, progress, profile, signals, policy, from, until);
        RuleDue.next(progress, profile, signals, policy, from, until).ifPresent(dues::add);
        Rising.next(progress, profile, signals, policy, from, until).ifPresent(dues::add);
      }
      case SALES_QUALIFIED -> {
        rung(dues, progress);
        RuleDue.next(progress, profile, signals, policy, from, until).ifPresent(dues::add);
      }
      case ACCEPTED, OPPORTUNITY -> accepted(dues, progress.sales(), policy);
      case LOST -> winBack(dues, progress, policy);
      case WON, DISQUALIFIED, ERASED -> {}
    }
    return dues;
  }

  private static void nurtured(
      List<Due> dues,
      LeadProgress progress,
      LeadProfile profile,
      List<Signal> signals,
      LeadPolicy policy,
      Instant from,
      Instant until) {
    RecycleGate gate = progress.recycling().gate();
    if (gate != null && gate.parkedUntil() != null) {
      dues.add(new Due(gate.parkedUntil(), Purpose.PARK_ENDS, "parking ends, nurture begins again"));
    }
    if (gate != null && gate.coolDownUntil() != null) {
      dues.add(new Due(gate.coolDownUntil(), Purpose.COOL_DOWN_ENDS, "cool-down ends"));
    }
    if (!progress.nurture().standsStill()) {
      mail(dues, progress, policy);
    }
    if (progress.stage() == Stage.MQL) {
      List<Threshold> staying = policy.qualification().staying();
      Instant demotion = demotion(profile, signals, policy, from, staying, until);
      if (demotion != null) {
        dues.add(new Due(demotion, Purpose.DECAY, Scoring.isBelow(staying, profile, signals, policy, demotion)
            ? "without a new signal " + falling(staying)
            : "the score is looked at again"));
      }
    }
  }

  private static void mail(List<Due> dues, LeadProgress progress, LeadPolicy policy) {
    NurturePosition position = progress.nurture().position();
    if (position != null) {
      dues.add(new Due(position.dueAt(), Purpose.NURTURE_STEP, SequenceSteps.label(policy, position)));
    }
    Due held = HeldMails.next(progress);
    if (held != null) {
      dues.add(held);
    }
  }

  private static String falling(List<Threshold> staying) {
    return staying.size() == 1 && staying.get(0).by() == QualifiedBy.SCORE
        ? "the score falls below " + staying.get(0).of(QualifyingNumber.SCORE)
        : "no threshold of an MQL is held any more";
  }

  // Looked for from now on, so that the hour at which it happened is not missed when the alarm for it wakes the lead.
  private static @Nullable Instant demotion(
      LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant from, List<Threshold> staying,
      Instant until) {
    if (Scoring.isBelow(staying, profile, signals, policy, from)) {
      return from;
    }
    return until.isAfter(from) ? Scoring.nextDemotion(profile, signals, policy, from, until, staying) : null;
  }

  private static void rung(List<Due> dues, LeadProgress progress) {
    Handoff handoff = progress.handoff();
    if (handoff == null) {
      return;
    }
    AnswerClock clock = handoff.clock();
    if (clock.awayFrom() != null) {
      dues.add(new Due(clock.awayFrom(), Purpose.OWNER_AWAY, handoff.owner() + " is away from then: offer to another rep"));
    }
    AnswerClock.Pause pause = clock.pause();
    if (pause != null) {
      dues.add(new Due(pause.until(), Purpose.PAUSE_ENDS, "answer time goes on"));
      return;
    }
    if (clock.snoozedUntil() != null) {
      dues.add(new Due(clock.snoozedUntil(), Purpose.SNOOZE_ENDS, "remind " + handoff.owner() + ", as put off"));
    }
    Handoff.PlannedRung rung = handoff.upcoming();
    if (rung != null) {
      String label =
          switch (rung.action()) {
            case REMIND -> "answer not given yet: remind " + handoff.owner();
            case ESCALATE -> "answer due from " + handoff.owner() + ", else escalate";
            case REASSIGN -> "no answer: offer to another rep";
            case QUEUE -> "no answer: to the queue";
          };
      dues.add(new Due(rung.at(), Purpose.RUNG, label));
    }
  }

  private static void accepted(List<Due> dues, SalesProgress sales, LeadPolicy policy) {
    if (sales.contactDue() != null) {
      dues.add(new Due(sales.contactDue(), Purpose.FIRST_CONTACT, "first contact due from " + sales.owner()));
    }
    if (sales.lastNews() != null && sales.owner() != null) {
      dues.add(
          new Due(
              sales.lastNews().plus(policy.afterAcceptance().stalledAfter()),
              Purpose.STALLED,
              "remind " + sales.owner() + " that nothing was heard"));
    }
  }

  private static void winBack(List<Due> dues, LeadProgress progress, LeadPolicy policy) {
    Duration after = policy.recycle().winBackAfter();
    Instant closedAt = progress.qualification().closedAt();
    boolean mailed = progress.nurture().suppressed() == null;
    if (after != null && closedAt != null && mailed && !lostForGood(progress.sales().deal(), policy)) {
      dues.add(new Due(closedAt.plus(after), Purpose.WIN_BACK, "win-back: nurture begins again"));
    }
  }

  /** Whether it was lost for a reason that closes a lead, such as a competitor or a person known as another lead. */
  private static boolean lostForGood(@Nullable Deal deal, LeadPolicy policy) {
    Disposition reason = deal == null || deal.reason() == null ? null : policy.disposition(deal.reason());
    return reason != null && reason.path().closes();
  }
}
