package dev.leadloop.checks;

import dev.leadloop.desk.RepStore;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policyfile.PolicyCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Says whom nobody would tell of a lead that asks for sales: a fresh installation has neither reps nor managers. */
@Component
public class DeskGaps {
  private static final Logger LOG = LoggerFactory.getLogger(DeskGaps.class);

  private final RepStore reps;
  private final PolicyCatalog policies;
  private final Clock clock;
  private final Duration goodFor;
  private volatile Seen last = new Seen(Instant.MIN, null);

  private record Seen(Instant at, @Nullable Missing gap) {}

  /**
   * What is missing, and what to do about it.
   *
   * @param toDo names the call
   * @param toAsk says who does it and where that is written
   */
  public record Missing(String what, String toDo, String toAsk) {
    static Missing of(String what, String toDo, String toAsk, String team) {
      return new Missing(
          what, "Add one with PUT /api/v1/reps/{id} in team '" + team + "'" + toDo,
          "An administrator adds " + toAsk + " to the team '" + team
              + "': how, stands in the README under \"Begin: keys, teams and people\".");
    }
  }

  DeskGaps(
      RepStore reps, PolicyCatalog policies, Clock clock, @Value("${leadloop.desk.looked-at-every:2s}") Duration goodFor) {
    this.reps = reps;
    this.policies = policies;
    this.clock = clock;
    this.goodFor = goodFor;
  }

  /** What is missing and which call mends it, as it was a moment ago; empty where nothing is, or where nobody can tell. */
  public Optional<String> sentence() {
    return seen().map(gap -> gap.what() + " " + gap.toDo());
  }

  /** The same for an answer; null where nothing is missing. */
  public @Nullable String told() {
    return sentence().orElse(null);
  }

  /** The same for a page, which names who mends it in place of a call; null where nothing is missing. */
  public @Nullable String toldToPeople() {
    return seen().map(gap -> gap.what() + " " + gap.toAsk()).orElse(null);
  }

  /** The same in its parts; null where nothing is missing, or where nobody can tell. */
  public @Nullable Missing missing() {
    return seen().orElse(null);
  }

  private Optional<Missing> seen() {
    Instant now = clock.instant();
    Seen seen = last;
    if (now.isAfter(seen.at().plus(goodFor))) {
      try {
        seen = new Seen(now, look());
      } catch (DataAccessException | TransactionException away) {
        return Optional.empty();
      }
      last = seen;
    }
    return Optional.ofNullable(seen.gap());
  }

  @EventListener(ApplicationReadyEvent.class)
  void warn() {
    sentence().ifPresent(LOG::warn);
  }

  private @Nullable Missing look() {
    LeadPolicy policy = policies.latest();
    RoutingRules routing = policy.routing();
    Set<String> teams =
        Stream.concat(routing.teams().stream().map(RoutingRules.TeamRule::team), Stream.of(routing.team()))
            .collect(Collectors.toSet());
    List<RepStore.Rep> active = reps.all().stream().filter(rep -> rep.active() && !rep.sample()).toList();
    boolean sells = active.stream().anyMatch(rep -> !rep.manager() && teams.contains(rep.team()));
    boolean manages = active.stream().anyMatch(rep -> rep.manager() && rep.team().equals(routing.team()));
    return gap(sells, manages, routing.team());
  }

  private static @Nullable Missing gap(boolean sells, boolean manages, String team) {
    if (sells) {
      return manages ? null
          : Missing.of("No manager is set up: nobody is told when reps do not answer.", " and \"manager\": true.", "one", team);
    }
    return manages
        ? Missing.of("No rep is set up: whoever asks for sales waits in the managers' queue.", ".", "one", team)
        : Missing.of(
            "No rep and no manager is set up: whoever asks for sales waits, and nobody is told.",
            "; what waits is offered at once.", "one, who is offered at once what waits,", team);
  }
}
