package dev.leadloop.checks;

import dev.leadloop.checks.DeskGaps.Missing;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.view.SetupStore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says where leads would be lost, or nobody told of them, by the people, the mail and the policy that there are now. */
@Component
public class Losses {
  private static final String OUTBOX = "outbox";

  private final DeskGaps desk;
  private final RepStore reps;
  private final PolicyCatalog policies;
  private final EmailSettings mail;
  private final SetupStore setup;
  private final MessageSource words;
  private final Clock clock;

  Losses(
      DeskGaps desk, RepStore reps, PolicyCatalog policies, EmailSettings mail, SetupStore setup, MessageSource words,
      Clock clock) {
    this.desk = desk;
    this.reps = reps;
    this.policies = policies;
    this.mail = mail;
    this.setup = setup;
    this.words = words;
    this.clock = clock;
  }

  /** What can be missing, as programs and gauges tell it apart. */
  public enum Cause {
    NO_REP_OR_MANAGER,
    NOBODY_THERE,
    QUEUE_WAITS,
    REVIEW_WAITS,
    TEAM_WITHOUT_REP,
    TEAM_WITHOUT_MANAGER,
    TERRITORY_WITHOUT_REP,
    SEGMENT_WITHOUT_REP,
    MAIL_STAYS_HERE,
    SENDER_IS_EXAMPLE,
    TEMPLATE_MISSING;

    /** In small letters, such as {@code mail_stays_here}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One place where leads would be lost.
   *
   * @param what happens to leads because of it, in words
   * @param toDo what mends it, in words
   */
  @Schema(name = "Loss", example = "{\"cause\":\"MAIL_STAYS_HERE\",\"what\":\"No mail leaves.\",\"toDo\":\"Connect one.\"}")
  public record LossView(Cause cause, String what, String toDo) {}

  /** All there are now, the worst first; empty where nothing would be lost. */
  public List<LossView> all() {
    List<LossView> found = new ArrayList<>();
    LeadPolicy policy = policies.latest();
    List<Rep> active = reps.all().stream().filter(rep -> rep.active() && !rep.sample()).toList();
    people(policy.routing(), active, found);
    waiting(found);
    mail(found);
    templates(policy, found);
    return List.copyOf(found);
  }

  private void people(RoutingRules routing, List<Rep> active, List<LossView> found) {
    Missing missing = desk.missing();
    if (missing != null) {
      found.add(new LossView(Cause.NO_REP_OR_MANAGER, missing.what(), missing.toAsk()));
    }
    List<Rep> selling = active.stream().filter(rep -> !rep.manager()).toList();
    if (selling.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    if (selling.stream().noneMatch(rep -> rep.takesLeads(now))) {
      found.add(loss(Cause.NOBODY_THERE, selling.size()));
    }
    Set<String> selects = selling.stream().map(Rep::team).collect(Collectors.toSet());
    for (String team : teams(routing)) {
      if (!team.equals(routing.team()) && !selects.contains(team)) {
        found.add(loss(Cause.TEAM_WITHOUT_REP, team, routing.team()));
      }
    }
    Set<String> managed = active.stream().filter(Rep::manager).map(Rep::team).collect(Collectors.toSet());
    for (String team : new TreeSet<>(selects)) {
      if (!team.equals(routing.team()) && !managed.contains(team)) {
        found.add(loss(Cause.TEAM_WITHOUT_MANAGER, team));
      }
    }
    unserved(Cause.TERRITORY_WITHOUT_REP, routing.territories().keySet(), selling, rep -> rep.work().territories(), found);
    unserved(Cause.SEGMENT_WITHOUT_REP, routing.segments().keySet(), selling, rep -> rep.work().segments(), found);
  }

  private static Set<String> teams(RoutingRules routing) {
    Set<String> teams = new LinkedHashSet<>();
    routing.teams().forEach(rule -> teams.add(rule.team()));
    teams.add(routing.team());
    return teams;
  }

  /** A rep of no territory is there for every one, as routing has it. */
  private void unserved(
      Cause cause, Collection<String> named, List<Rep> selling, Function<Rep, Set<String>> served, List<LossView> found) {
    for (String name : named) {
      if (selling.stream().map(served).noneMatch(theirs -> theirs.isEmpty() || theirs.contains(name))) {
        found.add(loss(cause, name));
      }
    }
  }

  private void waiting(List<LossView> found) {
    int waiting = setup.queue().leads();
    if (waiting > 0) {
      found.add(loss(Cause.QUEUE_WAITS, waiting));
    }
    int reviews = setup.reviews();
    if (reviews > 0) {
      found.add(loss(Cause.REVIEW_WAITS, reviews));
    }
  }

  private void mail(List<LossView> found) {
    String domain = mail.from().domain();
    if (mail.transport().equals(OUTBOX)) {
      found.add(loss(Cause.MAIL_STAYS_HERE));
    } else if (domain.equals("example.com") || domain.endsWith(".example")) {
      found.add(loss(Cause.SENDER_IS_EXAMPLE, mail.from().address()));
    }
  }

  private void templates(LeadPolicy policy, List<LossView> found) {
    policy.sequences().values().stream()
        .flatMap(sequence -> sequence.steps().stream())
        .flatMap(step -> step instanceof Step.Send send
            ? Stream.concat(Stream.of(send.template()), send.byTopic().values().stream())
            : Stream.empty())
        .filter(policies.knownTemplate().negate())
        .distinct().sorted()
        .forEach(template -> found.add(loss(Cause.TEMPLATE_MISSING, template)));
  }

  private LossView loss(Cause cause, Object... values) {
    String key = "loss." + cause.label();
    return new LossView(
        cause, words.getMessage(key, values, Locale.ENGLISH), words.getMessage(key + ".to-do", values, Locale.ENGLISH));
  }
}
