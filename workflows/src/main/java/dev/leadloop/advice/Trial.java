package dev.leadloop.advice;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.AccountEvidence.Asked;
import dev.leadloop.account.AccountEvidence.Surge;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.qualification.Qualifying;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Tries on a lead what has not happened, by the rules it is decided by. */
final class Trial {
  private static final String ID = "next-step-";
  private static final long LAST_ROW = 1L << 40;

  private final LeadState state;
  private final LeadPolicy policy;
  private final Instant now;
  private final @Nullable RecycleGate gate;
  private final Map<String, List<Condition.Fact>> comparisons;
  private final Map<String, List<String>> answers = new HashMap<>();
  private final Map<List<String>, LeadProfile> told = new HashMap<>();

  Trial(LeadState state, LeadPolicy policy, Instant now) {
    this.state = state;
    this.policy = policy;
    this.now = now;
    this.comparisons = FactConditions.ofScores(policy);
    LeadProgress progress = state.progress();
    this.gate = progress == null ? null : progress.recycling().gate();
  }

  /**
   * The numbers of a lead.
   *
   * @param fresh what it has shown since it was given back; 0 where that does not matter
   */
  record Numbers(Map<QualifyingNumber, Integer> all, int fresh, int freshAsked) {
    int of(QualifyingNumber measure) {
      return all.getOrDefault(measure, 0);
    }

    /** How many points there are to go on that way, all numbers together. */
    int missing(Threshold way) {
      int missing = Math.max(0, freshAsked - fresh);
      for (Map.Entry<QualifyingNumber, Integer> asked : way.least().entrySet()) {
        missing += Math.max(0, asked.getValue() - of(asked.getKey()));
      }
      return missing;
    }
  }

  LeadProfile profile() {
    return state.profile();
  }

  Instant now() {
    return now;
  }

  /** Whether a person is to look at the lead. */
  boolean isInReview() {
    LeadProgress progress = state.progress();
    return progress != null && progress.qualification().review() != null;
  }

  /** The rules about its company that hold, by their ids. */
  List<String> heldByCompany() {
    return Scoring.score(state.profile(), state.signals(), policy, now).contributions().stream()
        .filter(part -> part.layer() == Layer.ACCOUNT)
        .map(Contribution::rule)
        .toList();
  }

  /** What the numbers would be. */
  Numbers numbers(List<Move> moves) {
    LeadProfile profile = profile(moves);
    List<Signal> signals = signals(moves);
    ToIntFunction<QualifyingNumber> numbers = Scoring.numbers(profile, signals, policy, now);
    Map<QualifyingNumber, Integer> all = new EnumMap<>(QualifyingNumber.class);
    for (QualifyingNumber measure : QualifyingNumber.values()) {
      all.put(measure, numbers.applyAsInt(measure));
    }
    return gate == null
        ? new Numbers(all, 0, 0)
        : new Numbers(all, Qualifying.freshPoints(gate, profile, signals, policy, now), gate.freshPoints());
  }

  /** The stage it would come to. */
  Stage stage(List<Move> moves) {
    LeadState then = new LeadState(
        state.leadId(), state.seq(), state.decidedAt(), profile(moves), state.signals(), state.progress());
    return LeadLifecycle.foresee(then, events(moves), policy, now);
  }

  /** The rows of the inbox by which it would come. */
  List<LeadEvent> events(List<Move> moves) {
    List<LeadEvent> events = new ArrayList<>();
    if (moves.stream().anyMatch(move -> !(move instanceof Move.Does))) {
      events.add(event("facts", LAST_ROW, new EventBody.ProfileChanged(false)));
    }
    for (Signal signal : made(moves)) {
      events.add(event(signal.eventId(), LAST_ROW + events.size() + 1,
          new EventBody.Engaged(signal.type(), signal.properties(), false)));
    }
    return events;
  }

  private LeadEvent event(String id, long row, EventBody body) {
    return new LeadEvent(row, id, now, now, Principal.SYSTEM, body);
  }

  /** The signals there would be. */
  List<Signal> signals(List<Move> moves) {
    List<Signal> made = made(moves);
    if (made.isEmpty()) {
      return state.signals();
    }
    List<Signal> all = new ArrayList<>(state.signals());
    all.addAll(made);
    return all;
  }

  private List<Signal> made(List<Move> moves) {
    List<Signal> made = new ArrayList<>();
    for (Move move : moves) {
      if (move instanceof Move.Does does) {
        for (int i = 0; i < does.times(); i++) {
          made.add(new Signal(
              ID + (1_000 + made.size()), does.type(), now, SignalMaking.another(does.properties(), made.size()), false));
        }
      }
    }
    return made;
  }

  /** What would be known with that alone. */
  LeadProfile knowing(Move.Learned learned) {
    return told.computeIfAbsent(
        List.of(learned.fact(), learned.value()), one -> state.profile().saying(learned.fact(), learned.value()));
  }

  /** The answers that the policy's rules about points tell apart. */
  List<String> answers(String asked) {
    return answers.computeIfAbsent(
        asked, fact -> FactValues.of(fact, comparisons.getOrDefault(fact, List.of()), state.profile()));
  }

  /** What is asked for that the policy's rules about points go by. */
  Set<String> asked() {
    return comparisons.keySet();
  }

  /** What would be known. */
  LeadProfile profile(List<Move> moves) {
    LeadProfile profile = state.profile();
    boolean asItIs = true;
    for (Move move : moves) {
      profile = switch (move) {
        case Move.Does ignored -> profile;
        case Move.Learned learned ->
            asItIs ? knowing(learned) : profile.saying(learned.fact(), learned.value());
        case Move.OfCompany company -> profile.with(after(profile.account(), company));
      };
      asItIs &= move instanceof Move.Does;
    }
    return profile;
  }

  private AccountEvidence after(@Nullable AccountEvidence before, Move.OfCompany company) {
    AccountEvidence known = Objects.requireNonNullElseGet(
        before, () -> new AccountEvidence(1, List.of(), List.of(), List.of(), now));
    Set<String> roles = new LinkedHashSet<>(known.roles());
    roles.addAll(company.roles());
    List<Asked> asked = new ArrayList<>(known.askedByOthers());
    company.asked().forEach(type -> asked.add(new Asked(type, now)));
    List<Surge> surges = new ArrayList<>(known.surges());
    if (company.topic() != null) {
      surges.add(new Surge(company.topic(), company.strength(), "elsewhere", now));
    }
    return new AccountEvidence(known.peopleActive() + company.people(), List.copyOf(roles), asked, surges, now);
  }
}
