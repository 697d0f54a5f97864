package dev.leadloop.account.count;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.AccountEvidence.Asked;
import dev.leadloop.account.AccountEvidence.Surge;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.ScoringRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a policy wants to know of a company, and what of that is told. However large the company is, evidence holds at most
 * {@value #ASKED} things asked and {@value #SURGES} topics.
 */
public final class CompanyCount {
  /** How many things that others asked are told. */
  public static final int ASKED = 24;

  /** How many topics are told. */
  public static final int SURGES = 10;

  private static final int OF_A_TYPE = 8;

  private final AccountRules rules;
  private final Duration window;
  private final Set<String> activity;

  /** By the rules of that policy. */
  public CompanyCount(LeadPolicy policy) {
    this.rules = policy.account();
    this.window = policy.scoring().window();
    this.activity = Stream.of(policy.scoring(), policy.product())
        .flatMap(scores -> scores.rules().stream())
        .map(ScoringRules.SignalRule::signalType)
        .filter(type -> !OwnSignals.SAY_NOTHING_OF_A_COMPANY.contains(type))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the policy gives anything for what a company does. */
  public boolean counts() {
    return !rules.rules().isEmpty();
  }

  /** Types of the signals by which somebody is active: those that give points for what people do themselves. */
  public Set<String> activity() {
    return activity;
  }

  /** From when on what happened counts. */
  public Instant from(Instant now) {
    return now.minus(window);
  }

  /** The types of what others asked that a rule names. */
  public Set<String> asked() {
    return signs(Sign.AskedByOthers.class).flatMap(sign -> sign.types().stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** How many of one type are told: as many as a rule may ask for, within reason. */
  public int ofAType() {
    return signs(Sign.AskedByOthers.class).mapToInt(Sign.AskedByOthers::atLeast).map(n -> Math.min(n, OF_A_TYPE)).max().orElse(0);
  }

  /** How many things that others asked are told at most, where they are of so many types. */
  public static int mostTold(int types) {
    return Math.min(ASKED, OF_A_TYPE * types);
  }

  /** Topics that a rule names, in small letters. */
  public Set<String> topics() {
    return signs(Sign.IntentSurge.class)
        .flatMap(sign -> sign.topics().stream())
        .map(topic -> topic.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private <T extends Sign> Stream<T> signs(Class<T> kind) {
    return rules.rules().stream().flatMap(rule -> rule.signs().stream()).filter(kind::isInstance).map(kind::cast);
  }

  /** The evidence; lists in one order, so that the same findings are the same evidence. */
  public static AccountEvidence evidence(
      Collection<CompanyPerson> people, List<Asked> asked, List<Surge> surges, Instant now) {
    List<CompanyPerson> active = people.stream().filter(person -> person.lastActive() != null).toList();
    List<String> roles = active.stream().map(CompanyPerson::role).filter(Objects::nonNull).distinct().sorted().toList();
    return new AccountEvidence(
        active.size(), roles, asked.stream().limit(ASKED).toList(), surges.stream().limit(SURGES).toList(), now);
  }

  /** Whether there is something to tell: more than what one of them does alone. */
  public static boolean tellsSomething(AccountEvidence evidence) {
    return evidence.peopleActive() > 1 || !evidence.askedByOthers().isEmpty() || !evidence.surges().isEmpty();
  }

  /**
   * Whether that was found before, whenever that was.
   *
   * @param told null where nothing was
   */
  public static boolean same(@Nullable AccountEvidence told, AccountEvidence found) {
    return told != null
        && told.peopleActive() == found.peopleActive() && told.roles().equals(found.roles())
        && told.askedByOthers().equals(found.askedByOthers()) && told.surges().equals(found.surges());
  }

  /** What the lead that a company speaks through is told of others who were not seen before, as properties of that signal. */
  public static Map<String, String> announced(Collection<CompanyPerson> newcomers) {
    List<String> roles = newcomers.stream().map(CompanyPerson::role).filter(Objects::nonNull).distinct().sorted().toList();
    String people = String.valueOf(newcomers.size());
    return roles.isEmpty() ? Map.of("people", people) : Map.of("people", people, "roles", String.join(", ", roles));
  }

  /** When time alone makes it fewer: the first of those who are active has done nothing for too long. */
  public @Nullable Instant fewerAt(Collection<CompanyPerson> people) {
    return people.stream()
        .map(CompanyPerson::lastActive)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(first -> first.plus(window))
        .orElse(null);
  }
}
