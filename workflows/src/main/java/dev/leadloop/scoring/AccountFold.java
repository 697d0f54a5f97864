package dev.leadloop.scoring;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account score: what its rules give in the policy's order, as far as the cap leaves room. Of evidence once told, time
 * only takes: what others asked and what a company researches grows too old.
 *
 * @param points whole points after the cap
 * @param adjustments what the cap cut
 */
record AccountFold(int points, List<Contribution> contributions, List<Contribution> adjustments) {
  private static final AccountFold NOTHING = new AccountFold(0, List.of(), List.of());

  static AccountFold fold(AccountRules rules, @Nullable AccountEvidence evidence, Instant at) {
    if (evidence == null || rules.rules().isEmpty()) {
      return NOTHING;
    }
    List<Contribution> found = new ArrayList<>();
    int all = 0;
    int room = rules.cap();
    for (AccountRule rule : rules.rules()) {
      if (holds(rule, evidence, at)) {
        int counted = Math.min(room, rule.points());
        room -= counted;
        all += rule.points();
        found.add(Contribution.of(Layer.ACCOUNT, Kind.RULE, rule.id(), rule.label(), rule.points())
            .counting(rule.points(), counted).done());
      }
    }
    int points = rules.cap() - room;
    List<Contribution> cut = all == points
        ? List.of()
        : List.of(Points.adjustment(Layer.ACCOUNT, Kind.TOTAL_CAP, "cap",
            "no more than " + rules.cap() + " for the account", (points - all) * Points.ONE, 0));
    return new AccountFold(points, found, cut);
  }

  /** The number alone. */
  static int points(AccountRules rules, @Nullable AccountEvidence evidence, Instant at) {
    int all = 0;
    if (evidence != null) {
      for (AccountRule rule : rules.rules()) {
        all += holds(rule, evidence, at) ? rule.points() : 0;
      }
    }
    return Math.min(rules.cap(), all);
  }

  private static boolean holds(AccountRule rule, AccountEvidence evidence, Instant at) {
    for (Sign sign : rule.signs()) {
      if (!holds(sign, evidence, at)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Sign sign, AccountEvidence evidence, Instant at) {
    return switch (sign) {
      case Sign.PeopleActive people -> evidence.peopleActive() >= people.atLeast();
      case Sign.RolesActive roles ->
          evidence.roles().stream().filter(role -> roles.of().isEmpty() || roles.of().contains(role)).distinct().count()
              >= roles.atLeast();
      case Sign.AskedByOthers asked ->
          evidence.askedByOthers().stream()
              .filter(one -> asked.types().contains(one.type()) && isWithin(one.at(), asked.within(), at))
              .count() >= asked.atLeast();
      case Sign.IntentSurge wanted ->
          evidence.surges().stream()
              .anyMatch(surge -> surge.score() >= wanted.score() && isWithin(surge.at(), wanted.within(), at)
                  && (wanted.topics().isEmpty() || wanted.topics().stream().anyMatch(surge.topic()::equalsIgnoreCase)));
    };
  }

  private static boolean isWithin(Instant told, Duration within, Instant at) {
    return Duration.between(told, at).compareTo(within) <= 0;
  }

  /** When the last of the evidence that grows too old does so; null where none does. */
  static @Nullable Instant lastFall(AccountRules rules, @Nullable AccountEvidence evidence) {
    Instant last = null;
    if (evidence != null) {
      for (AccountRule rule : rules.rules()) {
        for (Sign sign : rule.signs()) {
          last = later(last, lastFall(sign, evidence));
        }
      }
    }
    return last;
  }

  private static @Nullable Instant lastFall(Sign sign, AccountEvidence evidence) {
    return switch (sign) {
      case Sign.PeopleActive ignored -> null;
      case Sign.RolesActive ignored -> null;
      case Sign.AskedByOthers asked ->
          evidence.askedByOthers().stream().map(one -> one.at().plus(asked.within())).max(Instant::compareTo).orElse(null);
      case Sign.IntentSurge wanted ->
          evidence.surges().stream().map(one -> one.at().plus(wanted.within())).max(Instant::compareTo).orElse(null);
    };
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? other : one;
  }
}
