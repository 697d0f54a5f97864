package dev.leadloop.console.board;

import dev.leadloop.console.LeadName;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.board.BoardPage.Line;
import dev.leadloop.console.board.BoardPage.Tile;
import dev.leadloop.console.inbox.InboxMarks;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.handoff.HandoffRecords;
import dev.leadloop.lead.LeadId;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.OpenPages;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.view.BoardStore;
import dev.leadloop.view.BoardStore.OwnerRow;
import dev.leadloop.view.BoardStore.Urgency;
import dev.leadloop.view.BoardStore.WaitingRow;
import dev.leadloop.view.InboxReadStore.Whose;
import dev.leadloop.view.SetupStore;
import dev.leadloop.worker.temporal.TemporalUi;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the board together, in a number of statements that does not grow with what waits. */
@Component
class BoardPages {
  /** How many handoffs the list shows. */
  static final int SHOWN = 60;

  private static final String EVENTS = "/inbox/events";

  private final BoardStore store;
  private final BoardTeams teams;
  private final SetupStore setup;
  private final RepStore reps;
  private final TeamStore teamStore;
  private final PolicyCatalog policies;
  private final TemporalUi temporalUi;
  private final InboxMarks marks;
  private final OpenPages pages;
  private final Measuring measuring;
  private final Clock clock;

  BoardPages(
      BoardStore store, BoardTeams teams, SetupStore setup, RepStore reps, TeamStore teamStore, PolicyCatalog policies,
      TemporalUi temporalUi,
      InboxMarks marks, OpenPages pages, Measuring measuring, Clock clock) {
    this.store = store;
    this.teams = teams;
    this.setup = setup;
    this.reps = reps;
    this.teamStore = teamStore;
    this.policies = policies;
    this.temporalUi = temporalUi;
    this.marks = marks;
    this.pages = pages;
    this.measuring = measuring;
    this.clock = clock;
  }

  /** The board now; ends the call where nothing can be meant by what is asked. */
  BoardPage read(@Nullable String show, @Nullable String rep, @Nullable String team) {
    // Before the list: what changes in between is told once too often rather than not at all.
    String events = pages.may(EVENTS) ? EVENTS + "?seen=" + marks.of(Whose.ALL) : null;
    Instant now = clock.instant();
    List<RepStore.Rep> roster = reps.all();
    List<TeamStore.Team> known = teamStore.all();
    BoardAddress address = address(show, rep, team, roster, known);
    People people = new People(roster);
    PageTimes times = PageTimes.forReader(measuring.zone(), now);
    List<OwnerRow> rows = store.byOwner(now);
    List<OwnerRow> chosen = rows.stream().filter(row -> isOf(row, address, roster)).toList();
    return new BoardPage(
        address,
        of(address, people, known),
        tiles(chosen, address),
        store.waiting(address.which(), now, SHOWN).stream().map(row -> line(row, people, times)).toList(),
        count(chosen, address.which().urgency()),
        teams.queue(rows, times),
        setup.reviews(),
        teams.of(known, roster, rows, times),
        temporalUi.found(query(address, now)).orElse(null),
        SpokenTime.full(now, times.zone()),
        events);
  }

  /** All of its list as a file. */
  void export(@Nullable String show, @Nullable String rep, @Nullable String team, HttpServletResponse response)
      throws IOException {
    BoardAddress address = address(show, rep, team, reps.all(), teamStore.all());
    new ListCsv<WaitingRow>(
        "board",
        List.of("lead_id", "first_name", "last_name", "email", "company", "why", "level", "owner", "answer_due"),
        row -> Stream.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company(),
            HandoffRecords.trigger(policies.version(row.policyVersion()), row.trigger()), level(row), row.owner(),
            row.deadline()))
        .send(store.waiting(address.which(), clock.instant(), ListCsv.MOST + 1), response);
  }

  private static BoardAddress address(
      @Nullable String show, @Nullable String rep, @Nullable String team, List<RepStore.Rep> roster,
      List<TeamStore.Team> known) {
    return BoardAddress.of(
        show, rep, team, roster.stream().map(RepStore.Rep::id).toList(), known.stream().map(TeamStore.Team::id).toList());
  }

  private static String level(WaitingRow row) {
    return Stream.of("ON_TRACK", "NONE").anyMatch(row.level()::equals) ? "" : row.level().toLowerCase(Locale.ROOT);
  }

  private static boolean isOf(OwnerRow row, BoardAddress address, List<RepStore.Rep> roster) {
    String rep = address.which().rep();
    String team = address.which().team();
    return (rep == null || !row.queue() && row.owner().equals(rep))
        && (team == null || !row.queue() && roster.stream().anyMatch(one -> one.id().equals(row.owner())
            && one.team().equals(team)));
  }

  private static String of(BoardAddress address, People people, List<TeamStore.Team> known) {
    String rep = address.which().rep();
    String team = address.which().team();
    String called = known.stream().filter(one -> one.id().equals(team)).map(TeamStore.Team::name).findFirst().orElse("");
    return rep == null ? called : people.rep(rep) + (called.isEmpty() ? "" : ", " + called);
  }

  private static List<Tile> tiles(List<OwnerRow> rows, BoardAddress address) {
    return Arrays.stream(Urgency.values())
        .map(urgency -> {
          int count = count(rows, urgency);
          return new Tile(
              BoardAddress.called(urgency), count, address.with(urgency), urgency == address.which().urgency(),
              count == 0 ? "" : tone(urgency));
        })
        .toList();
  }

  private static String tone(Urgency urgency) {
    return switch (urgency) {
      case OVERDUE, ESCALATED -> "bad";
      case SOON, QUEUE -> "warn";
      case OPEN, PAUSED -> "";
    };
  }

  private static int count(List<OwnerRow> rows, Urgency urgency) {
    ToIntFunction<OwnerRow> number = switch (urgency) {
      case OPEN -> OwnerRow::open;
      case OVERDUE -> OwnerRow::overdue;
      case SOON -> OwnerRow::soon;
      case ESCALATED -> OwnerRow::escalated;
      case QUEUE -> row -> row.queue() ? row.open() : 0;
      case PAUSED -> OwnerRow::paused;
    };
    return rows.stream().mapToInt(number).sum();
  }

  private Line line(WaitingRow row, People people, PageTimes times) {
    String trigger = HandoffRecords.trigger(policies.version(row.policyVersion()), row.trigger());
    return new Line(
        row.leadId(),
        LeadName.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company()),
        trigger,
        level(row),
        row.queue() ? "" : people.rep(row.owner()),
        times.at(row.deadline()),
        temporalUi.history(new LeadId(row.leadId()).workflowId()).orElse(null),
        "/board/routing?lead=" + row.leadId());
  }

  /** The same handoffs as Temporal is asked for them; it knows owners and no teams. */
  private static String query(BoardAddress address, Instant now) {
    String what = switch (address.which().urgency()) {
      case OPEN -> "SlaLevel!='NONE'";
      case OVERDUE -> "SlaLevel!='NONE' AND SlaLevel!='PAUSED' AND SlaDueAt<='" + now + "'";
      case SOON -> "SlaLevel!='NONE' AND SlaLevel!='PAUSED' AND SlaDueAt BETWEEN '" + now + "' AND '"
          + now.plus(BoardStore.SOON) + "'";
      case ESCALATED -> "SlaLevel='ESCALATED'";
      case QUEUE -> "SlaLevel='QUEUED'";
      case PAUSED -> "SlaLevel='PAUSED'";
    };
    String rep = address.which().rep();
    return what + (rep == null ? "" : " AND LeadOwner='" + rep + "'") + " AND ExecutionStatus='Running'";
  }
}
