package dev.leadloop.console.inbox;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.inbox.OwnLeadsPage.Answered;
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
import dev.leadloop.problem.Sentence;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.OwnLeadsStore;
import dev.leadloop.view.OwnLeadsStore.AcceptedRow;
import dev.leadloop.view.OwnLeadsStore.AnsweredRow;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody has accepted and answered. */
@Component
class OwnLeads {
  static final int SHOWN = 200;
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

  /** What that person has answered, by whatever door, the latest first. */
  List<Answered> answered(Caller caller) {
    List<RepStore.Rep> roster = reps.all();
    PageTimes times = new PageTimes(zone(caller, roster), clock.instant());
    People people = new People(roster);
    Principal by = caller.principal();
    return store.answered(by.kind().name(), by.id(), SHOWN).stream().map(row -> answered(row, people, times)).toList();
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
