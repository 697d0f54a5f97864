package dev.leadloop.advice;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.advice.CompanyTrial.Cast;
import dev.leadloop.advice.CompanyTrial.Standing;
import dev.leadloop.advice.CompanyTrial.Told;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.OwnSignals;
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
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.qualification.Qualifying;
import dev.leadloop.scoring.AccountScore;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
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
  private final @Nullable CompanyTrial company;
  private final LeadPolicy policy;
  private final Instant now;
  private final @Nullable RecycleGate gate;
  private final Map<String, List<Condition.Fact>> comparisons;
  private final Map<String, List<String>> answers = new HashMap<>();
  private final Map<List<String>, LeadProfile> told = new HashMap<>();
  private final Map<List<Move>, Numbers> own = new HashMap<>();

  /**
   * For one lead.
   *
   * @param around its company; null where it has none, or none that counts for anything
   */
  Trial(LeadState state, @Nullable CompanyAround around, LeadPolicy policy, Instant now) {
    this.state = state;
    this.company = around == null ? null : new CompanyTrial(around, state.leadId().value(), state.profile(), now);
    this.policy = policy;
    this.now = now;
    this.comparisons = FactConditions.ofScores(policy);
    LeadProgress progress = state.progress();
    this.gate = progress == null ? null : progress.recycling().gate();
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

  /** Its company; null where it has none, or none that counts for anything. */
  @Nullable CompanyTrial company() {
    return company;
  }

  /** What it would know of its company at best, nobody doing anything: where the company counts for it. */
  @Nullable AccountEvidence hoped() {
    AccountEvidence known = state.profile().account();
    return company == null ? known : company.hoped(known);
  }

  /** The rules about its company that hold at best, nobody doing anything, by their ids. */
  List<String> heldByCompany() {
    return AccountScore.of(policy.account(), hoped(), now).parts().stream().map(Contribution::rule).toList();
  }

  /** What the numbers are at best, nobody doing anything. */
  Numbers hopedNumbers() {
    return numbers(state.profile().withAccount(hoped()), state.signals());
  }

  /** What the numbers would be; where anybody may do something, by one whom we know. */
  Numbers numbers(List<Move> moves) {
    CompanyTrial counted = company;
    if (counted == null || moves.isEmpty()) {
      return own(moves);
    }
    List<Cast> casts = counted.casts(ofCompany(moves));
    Told told = told(counted, moves, casts.get(casts.size() - 1));
    LeadProfile then = profile(moves).withAccount(told.evidence());
    if (told.announced() == null) {
      return own(moves).with(Scoring.numbers(then, List.of(), policy, now));
    }
    List<Signal> all = new ArrayList<>(signals(moves));
    all.add(new Signal(ID + OwnSignals.STAKEHOLDER_ADDED, OwnSignals.STAKEHOLDER_ADDED, now, told.announced(), false));
    return numbers(then, all);
  }

  /** What they would be by what the lead does and tells alone. */
  private Numbers own(List<Move> moves) {
    List<Move> alone = moves.stream().filter(move -> !(move instanceof Move.OfCompany)).toList();
    return own.computeIfAbsent(alone, some -> numbers(profile(some), signals(some)));
  }

  private Numbers numbers(LeadProfile profile, List<Signal> signals) {
    ToIntFunction<QualifyingNumber> numbers = Scoring.numbers(profile, signals, policy, now);
    Map<QualifyingNumber, Integer> all = new EnumMap<>(QualifyingNumber.class);
    for (QualifyingNumber measure : QualifyingNumber.values()) {
      all.put(measure, numbers.applyAsInt(measure));
    }
    return gate == null
        ? new Numbers(all, 0, 0)
        : new Numbers(all, Qualifying.freshPoints(gate, profile, signals, policy, now), gate.freshPoints());
  }

  private Told told(CompanyTrial counted, List<Move> moves, Cast cast) {
    Numbers alone = own(moves);
    LeadProfile profile = profile(moves);
    boolean active = moves.stream()
        .anyMatch(move -> move instanceof Move.Does does && counted.rules().activity().contains(does.type()));
    Standing standing = new Standing(
        profile.fact("role"), alone.of(QualifyingNumber.SCORE), alone.of(QualifyingNumber.FIT), active);
    return counted.told(ofCompany(moves), cast, standing, profile.account());
  }

  private static Move.@Nullable OfCompany ofCompany(List<Move> moves) {
    return moves.stream().filter(Move.OfCompany.class::isInstance).map(Move.OfCompany.class::cast).findFirst().orElse(null);
  }

  /** The stage it would come to, whoever does what others do: the least of those it may come to. */
  Stage stage(List<Move> moves) {
    LeadProfile profile = profile(moves);
    LeadState then = new LeadState(
        state.leadId(), state.seq(), state.decidedAt(), profile, state.signals(), state.progress());
    Stage least = null;
    for (Cast cast : company == null ? List.of(Cast.NEW) : company.casts(ofCompany(moves))) {
      Stage stage = LeadLifecycle.foresee(then, events(moves, cast), policy, now);
      if (least == null || ahead(stage) < ahead(least)) {
        least = stage;
      }
    }
    return Objects.requireNonNull(least);
  }

  private static int ahead(Stage stage) {
    return switch (stage) {
      case SALES_QUALIFIED -> 2;
      case MQL -> 1;
      case NURTURING -> 0;
      case ACCEPTED, OPPORTUNITY, WON, LOST, DISQUALIFIED, ERASED -> -1;
    };
  }

  /** The rows of the inbox by which it would come: its own first, then what it is told once its company is counted. */
  private List<LeadEvent> events(List<Move> moves, Cast cast) {
    List<LeadEvent> events = new ArrayList<>();
    if (moves.stream().anyMatch(Move.Learned.class::isInstance)) {
      events.add(event("facts", LAST_ROW, new EventBody.ProfileChanged(false)));
    }
    List<Signal> made = made(moves);
    for (Signal signal : made) {
      events.add(event(signal.eventId(), LAST_ROW + events.size() + 1,
          new EventBody.Engaged(signal.type(), signal.properties(), false)));
    }
    if (company != null && !moves.isEmpty()) {
      Told told = told(company, moves, cast);
      if (told.news()) {
        events.add(event("account", LAST_ROW + events.size() + 1,
            new EventBody.AccountTold(company.accountId(), told.evidence())));
      }
      if (told.announced() != null) {
        events.add(event("newcomers", LAST_ROW + events.size() + 1,
            new EventBody.Engaged(OwnSignals.STAKEHOLDER_ADDED, told.announced(), false)));
      }
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
        case Move.OfCompany ignored -> profile;
      };
      asItIs &= !(move instanceof Move.Learned);
    }
    return profile;
  }
}
