package dev.leadloop.console.inbox;

import dev.leadloop.console.LeadName;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.inbox.OwnLeadsPage.Answered;
import dev.leadloop.console.inbox.OwnLeadsPage.AnsweredPage;
import dev.leadloop.console.inbox.OwnLeadsPage.Own;
import dev.leadloop.console.inbox.OwnLeadsPage.Section;
import dev.leadloop.desk.RepStore;
import dev.leadloop.inbox.InboxVerdict;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.lifecycle.journal.SalesProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Sentence;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.OwnLeadsStore;
import dev.leadloop.view.OwnLeadsStore.AcceptedRow;
import dev.leadloop.view.OwnLeadsStore.AnsweredRow;
import dev.leadloop.view.OwnLeadsStore.Place;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody has accepted and answered. */
@Component
class OwnLeads {
  static final int SHOWN = 200;
  static final int ANSWERS = 50;
  private static final String BETWEEN = "~";
  private static final int LONGEST_NUMBER = 16;
  private static final List<String> SECTIONS = List.of("contact", "stalled", "accepted", "opportunity");

  private final OwnLeadsStore store;
  private final RepStore reps;
  private final PolicyCatalog policies;
  private final Clock clock;

  OwnLeads(OwnLeadsStore store, RepStore reps, PolicyCatalog policies, Clock clock) {
    this.store = store;
    this.reps = reps;
    this.policies = policies;
    this.clock = clock;
  }

  /** The rep's own; for whoever manages, everybody's. */
  OwnLeadsPage accepted(Caller caller) {
    List<RepStore.Rep> roster = reps.all();
    PageTimes times = new PageTimes(zone(caller, roster), clock.instant());
    People people = new People(roster);
    List<AcceptedRow> rows = store.accepted(caller.role() == Role.SALES ? caller.repId() : null, SHOWN + 1);
    List<Own> shown = rows.stream().limit(SHOWN).map(row -> own(row, caller, people, times)).toList();
    return new OwnLeadsPage(
        SECTIONS.stream().map(name -> new Section(name, shown.stream().filter(one -> one.what().equals(name)).toList()))
            .filter(section -> !section.leads().isEmpty()).toList(),
        rows.size() > SHOWN);
  }

  /** All of the same as a file. */
  void exportAccepted(Caller caller, HttpServletResponse response) throws IOException {
    new ListCsv<AcceptedRow>(
        "my-leads",
        List.of("lead_id", "first_name", "last_name", "email", "company", "stage", "score", "grade", "owner", "accepted_at",
            "contact_due", "stalled_at", "deal_amount", "deal_currency"),
        row -> {
          SalesProgress sales = row.progress().sales();
          Deal deal = sales.deal();
          return Stream.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company(), row.stage(), row.score(),
              row.grade(), row.owner(), sales.acceptedAt(), sales.contactDue(), row.stalledAt(),
              deal == null || deal.amount() == null ? null : deal.amount().toPlainString(),
              deal == null ? null : deal.currency());
        })
        .send(store.accepted(caller.role() == Role.SALES ? caller.repId() : null, ListCsv.MOST + 1), response);
  }

  private static String section(AcceptedRow row) {
    if (row.progress().sales().contactDue() != null) {
      return "contact";
    }
    if (row.stalledAt() != null) {
      return "stalled";
    }
    return row.stage().equals(Stage.OPPORTUNITY.label()) ? "opportunity" : "accepted";
  }

  private static Own own(AcceptedRow row, Caller caller, People people, PageTimes times) {
    SalesProgress sales = row.progress().sales();
    Deal deal = sales.deal();
    String section = section(row);
    return new Own(
        row.leadId(),
        LeadName.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company()),
        row.score() + " " + row.grade(),
        section,
        times.atOrNull(switch (section) {
          case "contact" -> sales.contactDue();
          case "stalled" -> row.stalledAt();
          case "opportunity" -> deal == null ? sales.acceptedAt() : deal.openedAt();
          default -> sales.acceptedAt();
        }),
        deal == null || deal.amount() == null ? "" : deal.amount().toPlainString() + " " + deal.currency(),
        caller.role() == Role.SALES || row.owner() == null ? "" : people.rep(row.owner()),
        sales.contacted() || !row.stage().equals(Stage.ACCEPTED.label()) ? null : UUID.randomUUID().toString());
  }

  /**
   * What that person has answered, by whatever door, the latest first.
   *
   * @param after where a page of it ended; null or empty for the first
   */
  AnsweredPage answered(Caller caller, @Nullable String after) {
    Place place = place(after);
    List<RepStore.Rep> roster = reps.all();
    PageTimes times = new PageTimes(zone(caller, roster), clock.instant());
    People people = new People(roster);
    Principal by = caller.principal();
    List<AnsweredRow> rows = store.answered(by.kind().name(), by.id(), place, ANSWERS + 1);
    return new AnsweredPage(
        rows.stream().limit(ANSWERS).map(row -> answered(row, people, times)).toList(), place != null,
        rows.size() > ANSWERS ? "/inbox/answered?after=" + word(rows.get(ANSWERS - 1)) : null);
  }

  /** All of the same as a file. */
  void exportAnswered(Caller caller, HttpServletResponse response) throws IOException {
    List<RepStore.Rep> roster = reps.all();
    PageTimes times = new PageTimes(zone(caller, roster), clock.instant());
    People people = new People(roster);
    Principal by = caller.principal();
    new ListCsv<AnsweredRow>(
        "answered",
        List.of("answered_at", "lead_id", "first_name", "last_name", "email", "company", "answer", "reason", "note", "became"),
        row -> Stream.of(row.became().recordedAt(), row.leadId(), row.firstName(), row.lastName(), row.email(), row.company(),
            row.kind().replace('_', ' '), reason(row.reason(), policies.version(row.policyVersion())), row.note(),
            answered(row, people, times).became()))
        .send(
            after -> {
              List<AnsweredRow> rows = store.answered(by.kind().name(), by.id(), place(after), ListCsv.AT_A_TIME);
              return new ListCsv.Part<>(rows, rows.size() < ListCsv.AT_A_TIME ? null : word(rows.getLast()));
            },
            response);
  }

  private static String word(AnsweredRow row) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, row.became().recordedAt()) + BETWEEN + row.rowId();
  }

  private static @Nullable Place place(@Nullable String after) {
    if (after == null || after.isBlank()) {
      return null;
    }
    String[] parts = after.strip().split(BETWEEN, 2);
    if (parts.length != 2 || !isNumber(parts[0]) || !isNumber(parts[1])) {
      throw FieldError.in("after", "is not where a page of this list ended; take it from the page before");
    }
    return new Place(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), Long.parseLong(parts[1]));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_NUMBER && text.chars().allMatch(one -> one >= '0' && one <= '9');
  }

  private Answered answered(AnsweredRow row, People people, PageTimes times) {
    InboxVerdict became = row.became();
    boolean held = became.decidedSeq() == null && row.heldUntil() != null && row.heldUntil().isAfter(times.now());
    return new Answered(
        row.leadId(),
        LeadName.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company()),
        row.kind(),
        reason(row.reason(), policies.version(row.policyVersion())),
        row.note(),
        became.verdict() != null
            ? Told.sentence(people, times, became.verdict().message())
            : became.failed() != null
                ? Sentence.ended("It could not be decided: " + became.failed())
                : held ? "It may still be taken back." : "It is not decided yet.",
        became.verdict() == null ? became.failed() == null ? null : Boolean.FALSE : Boolean.valueOf(became.verdict().applied()),
        times.at(became.recordedAt()));
  }

  private static String reason(@Nullable String code, LeadPolicy policy) {
    Disposition reason = code == null ? null : policy.disposition(code);
    return reason == null ? code == null ? "" : code.replace('_', ' ') : reason.label();
  }

  private ZoneId zone(Caller caller, List<RepStore.Rep> roster) {
    return PageTimes.zoneOfReader(roster.stream().filter(rep -> rep.id().equals(caller.repId())).findFirst()
        .map(rep -> rep.work().timeZone()).map(ZoneId::of).orElseGet(() -> Told.zone(policies.latest())));
  }
}
