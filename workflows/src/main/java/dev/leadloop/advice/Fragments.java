package dev.leadloop.advice;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.Condition;
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

  /** What nobody is to be brought to do, whatever the policy gives for it. */
  private static final Set<String> NEVER =
      Set.of(OwnSignals.EMAIL_REPLY_NEGATIVE, OwnSignals.EMAIL_REPLY_STOP, OwnSignals.OUT_OF_OFFICE, OwnSignals.LEFT_COMPANY);
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
      if (oncePer != null && !oncePer.equals(dev.leadloop.policy.scoring.RuleTerms.DAY)) {
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

  /** Few and many of what points are multiplied by, and what the rule asks of it. */
  private List<String> numbers(SignalRule rule, Map<String, String> properties) {
    String per = Objects.requireNonNull(rule.terms().per());
    return Stream.concat(Stream.of("1", "10"), Stream.ofNullable(properties.get(per))).distinct()
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
    for (AccountRule rule : policy.account().rules()) {
      Move.OfCompany all = new Move.OfCompany(0, List.of(), List.of(), null, 0, rule.label());
      for (Sign sign : rule.signs()) {
        all = and(all, sign);
      }
      if (all.size() > 0) {
        add(List.of(all), rule.points());
      }
    }
    add(List.of(new Move.OfCompany(1, List.of(), List.of(), null, 0, "")), 1);
  }

  /** The same with what such a sign takes at most, nothing being there; what there is already is left out by trying. */
  private Move.OfCompany and(Move.OfCompany all, Sign sign) {
    LeadProfile profile = trial.profile();
    int active = profile.account() == null ? 1 : profile.account().peopleActive();
    return switch (sign) {
      case Sign.PeopleActive people -> people(all, people.atLeast() - active, List.of());
      case Sign.RolesActive roles -> {
        List<String> known = profile.account() == null ? List.of() : profile.account().roles();
        List<String> missing = (roles.of().isEmpty() ? ROLES : roles.of()).stream()
            .filter(role -> !known.contains(role)).limit(Math.max(0, roles.atLeast())).toList();
        yield people(all, missing.size(), missing);
      }
      case Sign.AskedByOthers asked -> {
        List<String> more = new ArrayList<>(all.asked());
        for (int i = 0; i < Math.min(5, asked.atLeast()) && !asked.types().isEmpty(); i++) {
          more.add(asked.types().get(0));
        }
        yield new Move.OfCompany(all.people(), all.roles(), more, all.topic(), all.strength(), all.label());
      }
      case Sign.IntentSurge surge -> new Move.OfCompany(all.people(), all.roles(), all.asked(),
          surge.topics().isEmpty() ? "" : surge.topics().get(0), surge.score(), all.label());
    };
  }

  private static final List<String> ROLES = List.of("it", "finance", "procurement", "operations", "marketing", "sales");

  private static Move.OfCompany people(Move.OfCompany all, int more, List<String> roles) {
    List<String> both = new ArrayList<>(all.roles());
    roles.stream().filter(role -> !both.contains(role)).forEach(both::add);
    return new Move.OfCompany(
        Math.max(all.people(), Math.max(0, more)), both, all.asked(), all.topic(), all.strength(), all.label());
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
