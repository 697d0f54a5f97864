package dev.leadloop.console;

import dev.leadloop.console.Answering.Choice;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Handoff;
import dev.leadloop.lifecycle.LeadProgress;
import dev.leadloop.policy.Disposition;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.store.LeadReadStore.Current;
import dev.leadloop.store.RepStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Picks the forms that make sense for a lead as it stands and for who looks at it. */
final class AnsweringRules {
  private AnsweringRules() {}

  static Answering of(
      @Nullable Current current, LeadPolicy policy, List<RepStore.Rep> roster, People people, Caller caller) {
    LeadProgress progress = current == null ? null : current.progress();
    Handoff handoff = progress == null ? null : progress.handoff();
    boolean director = caller.role() == Role.MANAGER || caller.role() == Role.ADMIN;
    boolean accepted =
        progress != null && (progress.stage() == Stage.ACCEPTED || progress.stage() == Stage.OPPORTUNITY);
    String owner = progress == null ? null : handoff == null ? progress.owner() : handoff.owner();
    boolean queued = handoff != null && handoff.queue();
    boolean mine = director || caller.role() == Role.SALES && (queued || owner != null && owner.equals(caller.repId()));
    return new Answering(
        handoff == null ? 0 : handoff.cycle(),
        handoff != null && mine,
        handoff != null && director,
        handoff != null && (director || caller.role() == Role.MARKETING),
        handoff != null && !mine && caller.role() == Role.SALES,
        accepted && mine && progress != null && !progress.contacted(),
        accepted && mine,
        progress != null && progress.review() != null && director,
        notYours(handoff, mine, people),
        choices(policy.dispositions()),
        roster.stream()
            .filter(rep -> rep.active() && !rep.manager() && !rep.id().equals(owner))
            .map(rep -> new Choice(rep.id(), rep.name()))
            .toList(),
        UUID.randomUUID().toString());
  }

  /** The reasons of the catalogue as options. */
  static List<Choice> choices(List<Disposition> reasons) {
    return reasons.stream()
        .map(reason -> new Choice(reason.code(), reason.label() + (reason.noteRequired() ? " (needs a note)" : "")))
        .toList();
  }

  private static @Nullable String notYours(@Nullable Handoff handoff, boolean mine, People people) {
    return handoff == null || mine
        ? null
        : "This handoff waits for " + people.rep(handoff.owner()) + ". Only they or a manager can answer it.";
  }
}
