package dev.leadloop.advice;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.text.ComparedNumber;
import dev.leadloop.lead.text.FoldedText;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much a thing may bring to each number at most, whatever else happens: what can never do is left out by it untried. It
 * judges nothing: caps, groups, age and how often a rule counts only make less of it, and what is told was tried.
 */
final class Gains {
  /** In the place of a number: that the lead asks for sales itself. */
  static final int REQUEST = QualifyingNumber.values().length;
  /** In the place of a number: what the lead is worth to its company, score and fit together, where it is to come first there. */
  static final int WORTH = REQUEST + 1;
  /** How many numbers there are, and what stands in the place of one. */
  static final int ALL = WORTH + 1;

  private static final int SCORE = QualifyingNumber.SCORE.ordinal();
  private static final int ENGAGEMENT = QualifyingNumber.ENGAGEMENT.ordinal();
  private static final int NEGATIVE = QualifyingNumber.NEGATIVE.ordinal();
  private static final int PEOPLE = QualifyingNumber.PEOPLE_ACTIVE.ordinal();

  private final LeadPolicy policy;
  private final LeadProfile profile;
  private final @Nullable CompanyTrial company;
  private final Set<String> roles;
  private final OpenRules open;
  private final Set<String> heldByCompany;
  private final int[] room;

  /**
   * What one thing may bring.
   *
   * @param own points of each number that each time it happens may bring
   * @param rules those that it may help to hold, which give their points once
   * @param all points of each number by it alone, those of the rules among them
   */
  record Gain(int[] own, int[] rules, int[] all) {}

  Gains(Trial trial, LeadPolicy policy, Numbers base) {
    this.policy = policy;
    this.profile = trial.profile();
    this.company = trial.company();
    AccountEvidence hoped = trial.hoped();
    this.roles = hoped == null ? Set.of() : Set.copyOf(hoped.roles());
    this.open = new OpenRules(trial, policy);
    this.heldByCompany = new HashSet<>(trial.heldByCompany());
    this.room = new int[ALL];
    Arrays.fill(room, Integer.MAX_VALUE / 4);
    room[ENGAGEMENT] = policy.scoring().cap() - base.of(QualifyingNumber.ENGAGEMENT);
    room[NEGATIVE] = -base.of(QualifyingNumber.NEGATIVE);
    room[QualifyingNumber.PRODUCT.ordinal()] = policy.product().cap() - base.of(QualifyingNumber.PRODUCT);
    room[QualifyingNumber.FIT.ordinal()] = policy.fit().cap() - base.of(QualifyingNumber.FIT);
    room[QualifyingNumber.ACCOUNT.ordinal()] = policy.account().cap() - base.of(QualifyingNumber.ACCOUNT);
  }

  /** What things that bring so much bring of a number, as far as there is room for it. */
  int counted(int[] points, int number) {
    return number == WORTH ? counted(points, SCORE) + counted(points, QualifyingNumber.FIT.ordinal()) : number == SCORE
        ? Math.min(points[ENGAGEMENT], room[ENGAGEMENT]) + Math.min(points[NEGATIVE], room[NEGATIVE])
        : Math.min(points[number], room[number]);
  }

  /** How many rules there are that something may yet help. */
  int rules() {
    return open.size() + policy.account().rules().size();
  }

  /** Adds what a rule gives. */
  void addRule(int[] points, int rule, int sign) {
    if (rule < open.size()) {
      points[open.number(rule)] += sign * open.points(rule);
    } else {
      points[QualifyingNumber.ACCOUNT.ordinal()] += sign * policy.account().rules().get(rule - open.size()).points();
    }
  }

  Gain of(Move move) {
    int[] own = new int[ALL];
    int[] rules = switch (move) {
      case Move.Does does -> {
        own[ENGAGEMENT] = most(policy.scoring(), does);
        own[QualifyingNumber.PRODUCT.ordinal()] = most(policy.product(), does);
        own[REQUEST] = policy.qualification().directIntent().contains(does.type()) ? 1 : 0;
        boolean wakes = company != null && company.wakesBy(does.type());
        own[PEOPLE] = wakes ? 1 : 0;
        yield wakes ? both(open.helpedBy(does), signs(sign -> !(sign instanceof Sign.IntentSurge))) : open.helpedBy(does);
      }
      case Move.Learned learned -> company != null && learned.fact().equals("title")
          ? both(open.helpedBy(learned), signs(sign -> sign instanceof Sign.RolesActive)) : open.helpedBy(learned);
      case Move.OfCompany others -> {
        own[PEOPLE] = others.newcomers().size() + others.others().size();
        Move.Does announced = announced(others);
        own[ENGAGEMENT] = announced == null ? 0 : most(policy.scoring(), announced);
        own[QualifyingNumber.PRODUCT.ordinal()] = announced == null ? 0 : most(policy.product(), announced);
        int[] helped = announced == null ? new int[0] : open.helpedBy(announced);
        yield both(signs(sign -> concerns(sign, others)), helped);
      }
    };
    int[] all = own.clone();
    for (int rule : rules) {
      addRule(all, rule, 1);
    }
    return new Gain(own, rules, all);
  }

  /** What the lead is told of those who are new; null where nobody is. */
  private static Move.@Nullable Does announced(Move.OfCompany company) {
    int people = company.newcomers().size() + (company.others().isEmpty() ? 0 : 1);
    String roles = company.newcomers().stream().map(Move.Newcomer::role).filter(Objects::nonNull).distinct().sorted()
        .collect(Collectors.joining(", "));
    Map<String, String> properties = roles.isEmpty() ? Map.of("people", String.valueOf(people))
        : Map.of("people", String.valueOf(people), "roles", roles);
    return people == 0 ? null : new Move.Does(OwnSignals.STAKEHOLDER_ADDED, properties, 1, "");
  }

  private int most(ScoringRules scoring, Move.Does does) {
    int most = 0;
    int[] likely = scoring.hasMany(does.type()) ? scoring.likely(does.type(), property -> folded(does, property)) : null;
    int at = 0;
    int place = likely == null ? scoring.first(does.type()) : likely.length == 0 ? ScoringRules.NO_PLACE : likely[0];
    while (place != ScoringRules.NO_PLACE) {
      SignalRule rule = scoring.rules().get(place);
      if (rule.points() > 0 && SignalMaking.passes(rule.terms().where(), does.properties(), profile)) {
        most = Math.max(most, points(rule, does));
      }
      at++;
      place = likely == null ? scoring.next(place) : at < likely.length ? likely[at] : ScoringRules.NO_PLACE;
    }
    return most;
  }

  private static @Nullable String folded(Move.Does does, String property) {
    String value = does.properties().get(property);
    return value == null || value.isBlank() ? null : FoldedText.of(value);
  }

  private static int points(SignalRule rule, Move.Does does) {
    int points = rule.points();
    if (rule.terms().per() != null) {
      String written = does.properties().get(rule.terms().per());
      BigDecimal number = written == null ? null : ComparedNumber.of(written);
      points = number == null || number.signum() <= 0 ? 0
          : number.min(BigDecimal.valueOf(RuleTerms.MOST_PER)).multiply(BigDecimal.valueOf(points))
              .setScale(0, RoundingMode.CEILING).intValue();
    }
    return rule.cap() == null ? points : Math.min(points, rule.cap());
  }

  private static int[] both(int[] some, int[] more) {
    return IntStream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
  }

  /** The rules for a company that may yet hold and have such a sign. */
  private int[] signs(Predicate<Sign> which) {
    List<AccountRule> rules = policy.account().rules();
    return IntStream.range(0, rules.size())
        .filter(i -> !heldByCompany.contains(rules.get(i).id()) && rules.get(i).signs().stream().anyMatch(which))
        .map(i -> open.size() + i)
        .toArray();
  }

  private boolean concerns(Sign sign, Move.OfCompany company) {
    return switch (sign) {
      case Sign.PeopleActive ignored -> company.newcomers().size() + company.others().size() > 0;
      case Sign.RolesActive of -> company.newcomers().stream().map(Move.Newcomer::role).filter(Objects::nonNull)
          .anyMatch(role -> !roles.contains(role) && (of.of().isEmpty() || of.of().contains(role)));
      case Sign.AskedByOthers asked -> company.others().stream().anyMatch(asked.types()::contains)
          || company.newcomers().stream().map(Move.Newcomer::does).anyMatch(asked.types()::contains);
      case Sign.IntentSurge surge -> company.topic() != null && company.strength() >= surge.score();
    };
  }
}
