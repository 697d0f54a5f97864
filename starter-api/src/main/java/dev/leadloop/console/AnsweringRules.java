package dev.leadloop.console;

import dev.leadloop.console.Answering.Choice;
import dev.leadloop.console.Answering.Forms;
import dev.leadloop.desk.RepStore;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.sales.AnswerRights;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.security.Caller;
import dev.leadloop.view.LeadReadStore.Current;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Picks the forms that make sense for a lead as it stands, among those whose answers the door would follow. */
public final class AnsweringRules {
  private AnsweringRules() {}

  /** What whoever looks may answer now. */
  public static Answering of(
      @Nullable Current current,
      LeadPolicy policy,
      List<RepStore.Rep> roster,
      People people,
      Caller caller,
      PageTimes times) {
    Principal by = caller.principal();
    LeadProgress progress = current == null ? null : current.progress();
    Handoff handoff = progress == null ? null : progress.handoff();
    boolean reports = progress != null && AnswerRights.mayReport(by, progress);
    boolean reviews = progress != null && AnswerRights.maySettle(by, progress);
    if (handoff == null) {
      boolean contact = reports && progress != null && !progress.sales().contacted();
      return new Answering(
          0, new Forms(false, false, false, false, ClockForms.NONE, contact, reports, reviews), null,
          choices(policy.dispositions()), List.of(), UUID.randomUUID().toString());
    }
    int cycle = handoff.cycle();
    boolean mine = AnswerRights.may(by, new EventBody.Accepted(cycle), handoff);
    boolean active = roster.stream().anyMatch(rep -> rep.id().equals(by.id()) && rep.active());
    Forms forms =
        new Forms(
            mine,
            AnswerRights.may(by, new EventBody.Reassigned(cycle, null), handoff),
            AnswerRights.may(by, new EventBody.Withdrawn(cycle, ""), handoff),
            // Who may accept it needs not take it over.
            !mine && AnswerRights.mayTakeOver(by, handoff, active),
            ClockForms.of(handoff, policy.sla(), by, times),
            false,
            reports,
            reviews);
    return new Answering(
        cycle,
        forms,
        mine ? null : notYours(handoff, people),
        choices(policy.dispositions()),
        others(handoff, roster, times),
        UUID.randomUUID().toString());
  }

  /** The reasons of the catalogue as options. */
  static List<Choice> choices(List<Disposition> reasons) {
    return reasons.stream()
        .map(reason -> new Choice(reason.code(), reason.label() + (reason.noteRequired() ? " (needs a note)" : "")))
        .toList();
  }

  private static List<Choice> others(Handoff handoff, List<RepStore.Rep> roster, PageTimes times) {
    return roster.stream()
        .filter(rep -> rep.takesLeads(times.now()) && !rep.id().equals(handoff.owner()))
        .map(rep -> new Choice(rep.id(), rep.name()))
        .toList();
  }

  private static String notYours(Handoff handoff, People people) {
    return "This handoff waits for " + people.rep(handoff.owner()) + ". Only they or a manager can answer it.";
  }
}
