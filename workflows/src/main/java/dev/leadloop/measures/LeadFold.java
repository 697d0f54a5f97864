package dev.leadloop.measures;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.lifecycle.journal.JournalEntry.OutcomeNoted;
import dev.leadloop.measures.LeadFacts.Firsts;
import dev.leadloop.measures.LeadFacts.Stands;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a lead came by the lines seen so far: the first time of each step, and the latest of the rest. */
final class LeadFold {
  private enum Step {
    ENTERED,
    MQL,
    SQL,
    ACCEPTED,
    CONTACTED,
    OPPORTUNITY,
    WON,
    LOST,
    DISQUALIFIED,
    ERASED
  }

  private final LeadId lead;
  private final Map<Step, Reached> firsts = new EnumMap<>(Step.class);
  private boolean changed;
  private @Nullable Stands stands;
  private @Nullable Integer recycles;
  private @Nullable Money latest;
  private @Nullable Money won;

  LeadFold(LeadId lead) {
    this.lead = lead;
  }

  void entered(JournalLine line, Instant at) {
    first(Step.ENTERED, line, at, null);
    stands(Stage.NURTURING, at);
  }

  /** It came into a stage; the deal is what is known of it then. */
  void came(Stage to, JournalLine line, Instant at, @Nullable String why, @Nullable Deal deal) {
    switch (to) {
      case NURTURING -> {}
      case MQL -> first(Step.MQL, line, at, why);
      case SALES_QUALIFIED -> first(Step.SQL, line, at, why);
      case ACCEPTED -> first(Step.ACCEPTED, line, at, why);
      case OPPORTUNITY -> first(Step.OPPORTUNITY, line, at, why);
      case WON -> {
        won = firsts.containsKey(Step.WON) ? won : Money.of(deal);
        first(Step.WON, line, at, why);
      }
      case LOST -> first(Step.LOST, line, at, why);
      case DISQUALIFIED -> first(Step.DISQUALIFIED, line, at, why);
      case ERASED -> first(Step.ERASED, line, at, why);
    }
    stands(to, at);
  }

  void contacted(JournalLine line, Instant at) {
    first(Step.CONTACTED, line, at, null);
  }

  void recycled(int times) {
    recycles = times;
    changed = true;
  }

  void told(OutcomeNoted outcome) {
    Money told = Money.of(outcome.amount(), outcome.currency());
    if (told != null) {
      latest = told;
      changed = true;
    }
  }

  private void first(Step step, JournalLine line, Instant at, @Nullable String why) {
    firsts.putIfAbsent(step, new Reached(at, line.policyVersion(), why));
    changed = true;
  }

  /**
   * What is told of its past, which goes ahead of what was decided.
   *
   * @param counted all of it, in order
   * @param standing the step by which the lead stands where it does; null where it does not by any
   */
  void past(List<PastStep> counted, @Nullable PastStep standing) {
    Set<Step> told = EnumSet.noneOf(Step.class);
    for (PastStep one : counted) {
      Instant at = Kept.instant(one.at());
      if (told.add(Step.ENTERED)) {
        Reached entered = firsts.get(Step.ENTERED);
        earlier(Step.ENTERED, new Reached(at, entered == null ? null : entered.policy(), null));
      }
      Step step = step(one.stage());
      if (told.add(step)) {
        won = step == Step.WON ? Money.of(one.amount(), one.currency()) : won;
        earlier(step, new Reached(at, null, one.reason()));
      }
    }
    if (standing != null) {
      stands(standing.stage(), Kept.instant(standing.at()));
    }
    changed = true;
  }

  private void earlier(Step step, Reached told) {
    firsts.merge(step, told, (decided, past) -> past.at().isAfter(decided.at()) ? decided : past);
  }

  private static Step step(Stage stage) {
    return switch (stage) {
      case MQL -> Step.MQL;
      case SALES_QUALIFIED -> Step.SQL;
      case ACCEPTED -> Step.ACCEPTED;
      case OPPORTUNITY -> Step.OPPORTUNITY;
      case WON -> Step.WON;
      case LOST -> Step.LOST;
      case DISQUALIFIED -> Step.DISQUALIFIED;
      case NURTURING, ERASED -> throw new IllegalArgumentException(stage + " is no step of a past");
    };
  }

  /** It stands there from then on. */
  void stands(Stage in, Instant at) {
    stands = new Stands(in.label(), at);
    changed = true;
  }

  /** The facts, or null where nothing of them changed. */
  @Nullable LeadFacts facts() {
    if (!changed) {
      return null;
    }
    return new LeadFacts(
        lead.value(),
        new Firsts(
            firsts.get(Step.ENTERED), firsts.get(Step.MQL), firsts.get(Step.SQL), firsts.get(Step.ACCEPTED),
            firsts.get(Step.CONTACTED), firsts.get(Step.OPPORTUNITY), firsts.get(Step.WON), firsts.get(Step.LOST),
            firsts.get(Step.DISQUALIFIED), firsts.get(Step.ERASED)),
        won, stands, recycles, latest);
  }
}
