package dev.leadloop.console.inbox;

import dev.leadloop.console.LeadName;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.inbox.InboxPage.Chosen;
import dev.leadloop.console.inbox.InboxPage.Held;
import dev.leadloop.console.inbox.InboxPage.Line;
import dev.leadloop.console.inbox.InboxPage.Option;
import dev.leadloop.desk.RepStore;
import dev.leadloop.handoff.HandoffRecords;
import dev.leadloop.lead.Principal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.InboxReadStore;
import dev.leadloop.view.InboxReadStore.HeldBy;
import dev.leadloop.view.InboxReadStore.HeldRow;
import dev.leadloop.view.InboxReadStore.OpenRow;
import dev.leadloop.view.InboxReadStore.Waiting;
import dev.leadloop.view.InboxReadStore.Whose;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the inbox together, in a number of statements that does not grow with what waits. */
@Component
class InboxPages {
  /** How many handoffs the list shows; nobody answers more of them before the page is read anew. */
  static final int SHOWN = 40;

  private final InboxReadStore store;
  private final InboxMarks marks;
  private final ChosenHandoffs chosen;
  private final RepStore reps;
  private final PolicyCatalog policies;
  private final Clock clock;

  InboxPages(
      InboxReadStore store, InboxMarks marks, ChosenHandoffs chosen, RepStore reps, PolicyCatalog policies, Clock clock) {
    this.store = store;
    this.marks = marks;
    this.chosen = chosen;
    this.reps = reps;
    this.policies = policies;
    this.clock = clock;
  }

  /** Whose handoffs somebody's inbox shows: a rep's the own and the queue's; a manager's all, or those of the one asked for. */
  static Whose whose(Caller caller, @Nullable String of) {
    if (caller.role() == Role.SALES) {
      return new Whose(caller.repId(), true);
    }
    return of == null || of.isBlank() ? Whose.ALL : new Whose(of, false);
  }

  /**
   * The inbox as that person sees it now.
   *
   * @param of the rep whose inbox a manager asks for; null or empty for everybody's
   * @param lead the handoff to show beside the list; where it waits no more, or none is named, the first
   * @param alone whether the list alone is wanted
   */
  InboxPage read(Caller caller, @Nullable String of, @Nullable String lead, boolean alone) {
    Whose whose = whose(caller, of);
    // Before the list: what changes in between is told once too often rather than not at all.
    String mark = marks.of(whose);
    Instant now = clock.instant();
    Principal by = caller.principal();
    Waiting waiting = store.waiting(whose, SHOWN);
    List<OpenRow> rows = waiting.rows().stream().filter(row -> !isBy(row.held(), by)).toList();
    List<HeldRow> held = store.heldBy(by.kind().name(), by.id());
    List<RepStore.Rep> roster = reps.all();
    People people = new People(roster);
    Chosen beside = alone ? null : beside(caller, rows, lead, roster, now);
    String current = beside == null ? lead : beside.leadId();
    return new InboxPage(
        rows.stream().map(row -> line(row, caller, people, current, now)).toList(),
        waiting.all() - (waiting.rows().size() - rows.size()),
        waiting.queue(),
        beside,
        lead != null && beside != null && beside.leadId().equals(lead),
        held.stream().map(one -> held(one, now)).toList(),
        caller.role() == Role.SALES ? null : whose.rep() == null ? "" : whose.rep(),
        caller.role() == Role.SALES ? List.of() : inboxes(roster),
        mark);
  }

  /** All of the list as a file. */
  void export(Caller caller, @Nullable String of, HttpServletResponse response) throws IOException {
    Principal by = caller.principal();
    new ListCsv<OpenRow>(
        "inbox",
        List.of("lead_id", "first_name", "last_name", "email", "company", "why", "score", "grade", "level", "quiet", "owner",
            "assigned_at", "answer_due"),
        row -> Stream.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company(),
            HandoffRecords.trigger(policies.version(row.policyVersion()), row.trigger()), row.score(), row.grade(),
            level(row.level()), row.quiet(), row.owner(), row.assignedAt(), row.deadline()))
        .send(store.waiting(whose(caller, of), ListCsv.MOST + 1).rows().stream().filter(row -> !isBy(row.held(), by)).toList(),
            response);
  }

  /** The one asked for while it waits for somebody, be it outside the list; else the first of the list. */
  private @Nullable Chosen beside(
      Caller caller, List<OpenRow> rows, @Nullable String lead, List<RepStore.Rep> roster, Instant now) {
    Chosen asked = lead == null ? null : chosen.read(caller, lead, next(rows, lead), roster, now);
    if (asked != null) {
      return asked;
    }
    return rows.isEmpty()
        ? null
        : chosen.read(caller, rows.getFirst().leadId(), next(rows, rows.getFirst().leadId()), roster, now);
  }

  /** What stands behind that lead in the list, or before it where it is the last. */
  private static @Nullable String next(List<OpenRow> rows, String lead) {
    List<String> ids = rows.stream().map(OpenRow::leadId).toList();
    int at = ids.indexOf(lead);
    if (at < 0) {
      return null;
    }
    return at + 1 < ids.size() ? ids.get(at + 1) : at > 0 ? ids.get(at - 1) : null;
  }

  private Line line(OpenRow row, Caller caller, People people, @Nullable String current, Instant now) {
    LeadPolicy policy = policies.version(row.policyVersion());
    boolean own = !row.queue() && row.owner().equals(caller.repId());
    HeldBy held = row.held();
    return new Line(
        row.leadId(),
        LeadName.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company()),
        capital(HandoffRecords.trigger(policy, row.trigger())),
        row.score() + " " + row.grade(),
        level(row.level()),
        own ? "" : row.queue() ? "queue" : people.rep(row.owner()),
        PageTimes.forReader(row.clock().toldIn(policy.calendars()), now).at(row.deadline()),
        row.quiet(),
        held == null ? "" : people.by(new Principal(Principal.Kind.valueOf(held.kind()), held.id())),
        row.leadId().equals(current));
  }

  private static Held held(HeldRow row, Instant now) {
    return new Held(
        row.leadId(), row.eventId(),
        LeadName.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company()).title(),
        row.label(), row.until().toString(), Math.max(1, Duration.between(now, row.until()).toSeconds()));
  }

  private static List<Option> inboxes(List<RepStore.Rep> roster) {
    List<Option> inboxes = new ArrayList<>();
    roster.stream().filter(rep -> rep.active() && !rep.manager()).map(rep -> new Option(rep.id(), rep.name()))
        .forEach(inboxes::add);
    return inboxes;
  }

  private static boolean isBy(@Nullable HeldBy held, Principal by) {
    return held != null && held.kind().equals(by.kind().name()) && held.id().equals(by.id());
  }

  /** What is said of a level beside the clock; while it is on track the clock says it all. */
  static String level(String level) {
    return Stream.of("ON_TRACK", "NONE").anyMatch(level::equals) ? "" : level.toLowerCase(Locale.ROOT);
  }

  static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
