package dev.leadloop.advice;

import dev.leadloop.lead.OwnSignals;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What each rule of a policy would take to give its points, rule by rule. */
final class Fragments {
  /** Of so many rules of one kind at most, those of most points where there are more. */
  private static final int MOST_RULES = 150;

  /** What nobody is to be brought to do, whatever the policy gives for it, and what others do. */
  private static final Set<String> NEVER =
      Set.of(OwnSignals.STAKEHOLDER_ADDED, OwnSignals.EMAIL_REPLY_NEGATIVE,
          OwnSignals.EMAIL_REPLY_STOP, OwnSignals.OUT_OF_OFFICE, OwnSignals.LEFT_COMPANY);
  private static final Set<String> BY_MAIL = Set.of(OwnSignals.EMAIL_OPEN, OwnSignals.EMAIL_CLICK);

  private final Trial trial;
  private final LeadPolicy policy;
  private final boolean mailed;
  private final Fulfilling fulfilling;
  private final Map<List<Move>, Integer> pointsOf = new LinkedHashMap<>();

  /**
   * Things that would happen together.
   *
   * @param points what the policy gives for them, caps and age aside: the less, the more everyday it is
   */
  record Fragment(List<Move> moves, int points) {
    int size() {
      return moves.stream().mapToInt(Move::size).sum();
    }
  }

  private record Ruled(Condition when, boolean wanted, int points, String label) {}

  private Fragments(Trial trial, LeadPolicy policy, boolean mailed) {
    this.trial = trial;
    this.policy = policy;
    this.mailed = mailed;
    this.fulfilling = new Fulfilling(trial, policy);
  }

  /**
   * The fragments, each once, those of signals first.
   *
   * @param mailed whether the lead gets mail by us, so that it may open one
   */
  static List<Fragment> of(Trial trial, LeadPolicy policy, boolean mailed) {
    return new Fragments(trial, policy, mailed).all();
  }

  private List<Fragment> all() {
    Stream.of(policy.scoring(), policy.product()).forEach(this::signals);
    account();
    conditions().forEach(rule ->
        fulfilling.ways(rule.when(), rule.wanted(), rule.label()).forEach(way -> add(way, rule.points())));
    return pointsOf.entrySet().stream().map(one -> new Fragment(one.getKey(), one.getValue())).toList();
  }

  private void signals(ScoringRules scoring) {
    for (SignalRule rule : most(scoring.rules(), Comparator.comparingInt(one -> -one.points()))) {
      Map<String, String> properties = rule.points() <= 0 ? null : SignalMaking.passing(rule.terms().where(), trial.profile());
      if (properties == null) {
        continue;
      }
      String oncePer = rule.terms().oncePer();
      if (oncePer != null && !oncePer.equals(RuleTerms.DAY)) {
        properties = SignalMaking.and(properties, oncePer, SignalMaking.OWN);
      }
      if (rule.terms().per() == null) {
        add(List.of(new Move.Does(rule.signalType(), properties, 1, rule.label())), rule.points());
      } else {
        for (String number : numbers(rule, properties)) {
          Map<String, String> counted = SignalMaking.with(properties, rule.terms().per(), number);
          String label = rule.label() + " (" + rule.terms().per() + " " + number + ")";
          add(List.of(new Move.Does(rule.signalType(), counted, 1, label)),
              rule.points() * Math.max(1, SignalMaking.whole(number)));
        }
      }
    }
  }

  /**
   * Few and many of what points are multiplied by, as many as count, and what the rule asks of it. A number larger than need be
   * is told smaller.
   */
  private List<String> numbers(SignalRule rule, Map<String, String> properties) {
    String per = Objects.requireNonNull(rule.terms().per());
    int most = rule.cap() == null ? RuleTerms.MOST_PER : Math.min(RuleTerms.MOST_PER, Math.ceilDiv(rule.cap(), rule.points()));
    return Stream.concat(Stream.of("1", "10", String.valueOf(most), String.valueOf(RuleTerms.MOST_PER)),
            Stream.ofNullable(properties.get(per)))
        .distinct()
        .filter(number -> SignalMaking.passes(
            rule.terms().where(), SignalMaking.with(properties, per, number), trial.profile()))
        .toList();
  }

  private Stream<Ruled> conditions() {
    List<Ruled> rules = new ArrayList<>();
    policy.scoring().bonuses().forEach(rule -> rules.add(new Ruled(rule.when(), true, rule.points(), rule.label())));
    policy.product().bonuses().forEach(rule -> rules.add(new Ruled(rule.when(), true, rule.points(), rule.label())));
    policy.fit().rules().forEach(rule -> rules.add(new Ruled(rule.when(), true, rule.points(), rule.label())));
    policy.negatives().forEach(rule -> rules.add(new Ruled(rule.when(), false, -rule.points(), "no more: " + rule.label())));
    return most(rules.stream().filter(rule -> rule.points() > 0).toList(), Comparator.comparingInt(rule -> -rule.points()))
        .stream();
  }

  private static <T> List<T> most(List<T> rules, Comparator<T> byPoints) {
    return rules.size() <= MOST_RULES ? rules : rules.stream().sorted(byPoints).limit(MOST_RULES).toList();
  }

  private void account() {
    if (trial.company() == null || !trial.company().mayCount()) {
      return;
    }
    CompanyThings company = new CompanyThings(trial.company(), trial.hoped(), policy);
    company.single().forEach(one -> add(List.of(one), one.others().isEmpty() ? 2 : 1));
    policy.account().rules().forEach(rule -> {
      Move.OfCompany all = company.of(rule);
      if (all.size() > 0) {
        add(List.of(all), Math.max(3, rule.points()));
      }
    });
  }

  private void add(List<Move> moves, int points) {
    if (!moves.isEmpty() && moves.stream().allMatch(this::mayHappen)) {
      pointsOf.merge(moves, points, Math::min);
    }
  }

  private boolean mayHappen(Move move) {
    return !(move instanceof Move.Does does) || (!NEVER.contains(does.type()) && (mailed || !BY_MAIL.contains(does.type())));
  }
}
