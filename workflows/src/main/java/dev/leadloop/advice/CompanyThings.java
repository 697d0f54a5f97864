package dev.leadloop.advice;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a company may do of which its rules make something, one thing at a time and rule by rule. */
final class CompanyThings {
  private static final int MOST_TYPES = 5;
  private static final int MOST_ROLES = 5;
  private static final int MOST_TIMES = 5;
  private static final List<String> ROLES = List.of("it", "finance", "procurement", "operations", "marketing", "sales");

  private final CompanyTrial company;
  private final @Nullable AccountEvidence evidence;
  private final LeadPolicy policy;
  private final List<String> asked;
  private final @Nullable String least;

  /**
   * For the company of one lead.
   *
   * @param evidence what the lead knows of it, others doing nothing
   */
  CompanyThings(CompanyTrial company, @Nullable AccountEvidence evidence, LeadPolicy policy) {
    this.company = company;
    this.evidence = evidence;
    this.policy = policy;
    this.asked = mostAsked();
    this.least = leastActive();
  }

  /** Those of the most rules first, and of as many those by which nobody asks for sales. */
  private List<String> mostAsked() {
    Map<String, Integer> rules = new LinkedHashMap<>();
    signs().forEach(sign -> {
      if (sign instanceof Sign.AskedByOthers others) {
        others.types().stream().filter(company.rules().asked()::contains).forEach(type -> rules.merge(type, 1, Integer::sum));
      }
    });
    return rules.keySet().stream()
        .sorted(Comparator.comparing((String type) -> requests(type)).thenComparing(type -> -rules.getOrDefault(type, 0)))
        .limit(MOST_TYPES)
        .toList();
  }

  /** That by which somebody is active who does no more than that. */
  private @Nullable String leastActive() {
    Map<String, Integer> points = new LinkedHashMap<>();
    for (ScoringRules scoring : List.of(policy.scoring(), policy.product())) {
      for (SignalRule rule : scoring.rules()) {
        points.merge(rule.signalType(), rule.points(), Math::max);
      }
    }
    return points.keySet().stream()
        .filter(company.rules().activity()::contains)
        .min(Comparator.comparing((String type) -> requests(type) || asked.contains(type))
            .thenComparing(type -> Math.abs(points.getOrDefault(type, 0))))
        .orElse(null);
  }

  private boolean requests(String type) {
    return policy.qualification().directIntent().contains(type);
  }

  private Stream<Sign> signs() {
    return policy.account().rules().stream().flatMap(rule -> rule.signs().stream());
  }

  /** The roles that rules ask for and that nobody has yet. */
  private List<String> roles(Sign.RolesActive sign) {
    List<String> known = evidence == null ? List.of() : evidence.roles();
    return (sign.of().isEmpty() ? ROLES : sign.of()).stream()
        .filter(role -> !known.contains(role) && Colleagues.title(role) != null)
        .toList();
  }

  /** Every one thing. */
  List<Move.OfCompany> single() {
    List<Move.OfCompany> all = new ArrayList<>();
    Set<String> roles = new LinkedHashSet<>();
    signs().forEach(sign -> {
      if (sign instanceof Sign.RolesActive wanted) {
        roles(wanted).stream().limit(MOST_ROLES).forEach(roles::add);
      } else if (sign instanceof Sign.IntentSurge surge) {
        all.add(researches(surge));
      }
    });
    asked.forEach(type -> all.add(new Move.OfCompany(List.of(), List.of(type), null, 0, "")));
    Stream.concat(Stream.ofNullable(least), asked.stream()).distinct().forEach(type -> {
      boolean such = type.equals(least) && !asked.contains(type);
      all.add(comes(new Move.Newcomer(type, such, null)));
      roles.stream().limit(MOST_ROLES).forEach(role -> all.add(comes(new Move.Newcomer(type, such, role))));
    });
    return all;
  }

  private static Move.OfCompany researches(Sign.IntentSurge surge) {
    return new Move.OfCompany(List.of(), List.of(), surge.topics().isEmpty() ? "" : surge.topics().get(0), surge.score(), "");
  }

  private static Move.OfCompany comes(Move.Newcomer one) {
    return new Move.OfCompany(List.of(one), List.of(), null, 0, "");
  }

  /** What a rule takes at most, nothing being there; what there is already is left out by trying. */
  Move.OfCompany of(AccountRule rule) {
    int people = 0;
    Set<String> roles = new LinkedHashSet<>();
    List<String> wanted = new ArrayList<>();
    Move.OfCompany all = Move.OfCompany.nothing(rule.label());
    for (Sign sign : rule.signs()) {
      switch (sign) {
        case Sign.PeopleActive active ->
            people = Math.max(people, active.atLeast() - (evidence == null ? 1 : evidence.peopleActive()));
        case Sign.RolesActive of -> roles(of).stream().limit(Math.max(0, of.atLeast())).forEach(roles::add);
        case Sign.AskedByOthers others -> asked.stream().filter(others.types()::contains).findFirst().ifPresent(type -> {
          for (int i = 0; i < Math.min(MOST_TIMES, others.atLeast()); i++) {
            wanted.add(type);
          }
        });
        case Sign.IntentSurge surge -> all = all.and(researches(surge));
      }
    }
    List<String> ofRoles = new ArrayList<>(roles);
    int many = Math.max(0, Math.max(people, ofRoles.size()));
    for (int i = 0; i < many; i++) {
      String does = i < wanted.size() ? wanted.get(i) : least;
      if (does != null) {
        boolean such = i >= wanted.size() && !asked.contains(does);
        all = all.and(comes(new Move.Newcomer(does, such, i < ofRoles.size() ? ofRoles.get(i) : null)));
      }
    }
    return wanted.size() > many
        ? all.and(new Move.OfCompany(List.of(), wanted.subList(many, wanted.size()), null, 0, rule.label()))
        : all;
  }
}
