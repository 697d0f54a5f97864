package dev.leadloop.console.board;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.board.BoardPage.Numbers;
import dev.leadloop.console.board.BoardPage.OwnerLine;
import dev.leadloop.console.board.BoardPage.TeamLines;
import dev.leadloop.console.reps.RepStanding;
import dev.leadloop.desk.DeskStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.view.BoardStore.OwnerRow;
import dev.leadloop.worker.temporal.TemporalUi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The reps by team, as they stand now: what each has, takes on, and is there for. */
@Component
class BoardTeams {
  private final DeskStore desk;
  private final PolicyCatalog policies;
  private final AnsweredInTime answered;
  private final TemporalUi temporalUi;

  BoardTeams(JdbcClient jdbc, PolicyCatalog policies, AnsweredInTime answered, TemporalUi temporalUi) {
    this.desk = new DeskStore(jdbc);
    this.policies = policies;
    this.answered = answered;
    this.temporalUi = temporalUi;
  }

  /** Every team that has a rep or waits for one. */
  List<TeamLines> of(List<Team> teams, List<Rep> reps, Collection<OwnerRow> rows, PageTimes times) {
    Map<String, OwnerRow> had = new HashMap<>();
    rows.stream().filter(row -> !row.queue()).forEach(row -> had.put(row.owner(), row));
    LeadPolicy policy = policies.latest();
    Map<String, SalesDesk.Rep> known = new HashMap<>();
    desk.look(policy.calendars(), times.now()).reps().forEach(rep -> known.put(rep.id(), rep));
    AnsweredInTime.Shares shares = answered.lately(times.now());
    List<TeamLines> lines = new ArrayList<>();
    for (Team team : teams) {
      List<Rep> members = reps.stream().filter(rep -> rep.team().equals(team.id()))
          .filter(rep -> had.containsKey(rep.id()) || rep.active() && !rep.manager()).toList();
      List<OwnerRow> theirs = members.stream().map(rep -> had.get(rep.id())).filter(Objects::nonNull).toList();
      OwnerLine sums = new OwnerLine(
          team.id(), team.name(), numbers(theirs.stream(), times), BoardAddress.ofTeam(team.id()), null,
          shares.ofTeam(team.id()), null);
      lines.add(new TeamLines(sums,
          members.stream().map(rep -> line(rep, had.get(rep.id()), known.get(rep.id()), shares, policy, times)).toList()));
    }
    return lines;
  }

  /** What waits for the managers. */
  OwnerLine queue(Collection<OwnerRow> rows, PageTimes times) {
    String queue = policies.latest().routing().queue();
    return new OwnerLine(
        queue, queue, numbers(rows.stream().filter(OwnerRow::queue), times), BoardAddress.ofQueue(), null, null,
        temporalUi.found("SlaLevel='QUEUED'").orElse(null));
  }

  private OwnerLine line(
      Rep rep, @Nullable OwnerRow row, SalesDesk.@Nullable Rep standing, AnsweredInTime.Shares shares, LeadPolicy policy,
      PageTimes times) {
    return new OwnerLine(
        rep.id(), rep.name(), numbers(Stream.ofNullable(row), times), BoardAddress.ofRep(rep.id()),
        standing == null ? null : RepStanding.of(standing, policy, times.now(), times.zone()), shares.ofRep(rep.id()),
        temporalUi.found("LeadOwner='" + rep.id() + "' AND SlaLevel!='NONE'").orElse(null));
  }

  private static Numbers numbers(Stream<OwnerRow> rows, PageTimes times) {
    List<OwnerRow> all = rows.toList();
    When next = all.stream().map(OwnerRow::next).filter(Objects::nonNull).min(Instant::compareTo).map(times::at).orElse(null);
    return new Numbers(
        all.stream().mapToInt(OwnerRow::open).sum(), all.stream().mapToInt(OwnerRow::overdue).sum(),
        all.stream().mapToInt(OwnerRow::soon).sum(), all.stream().mapToInt(OwnerRow::escalated).sum(),
        all.stream().mapToInt(OwnerRow::paused).sum(), next);
  }
}
