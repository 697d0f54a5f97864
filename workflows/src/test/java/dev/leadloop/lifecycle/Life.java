package dev.leadloop.lifecycle;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.lifecycle.journal.DeskFold;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.TestReps;
import dev.leadloop.simulation.backtest.RecordedLife;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lives one lead's life by the real door, as the record does: two looks, the desk kept up to date. */
public final class Life {
  public static final Principal ANNA = new Principal(Principal.Kind.REP, "rep-a");
  public static final Principal BEN = new Principal(Principal.Kind.REP, "rep-b");
  public static final Principal MANAGER = new Principal(Principal.Kind.MANAGER, "manager");
  public static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "marketing");

  public LeadPolicy policy;
  public final List<JournalEntry> journal = new ArrayList<>();
  public final List<Effect> effects = new ArrayList<>();
  public final List<Verdict> verdicts = new ArrayList<>();
  public LeadState state;
  public Instant now = Instant.parse("2026-03-02T09:00:00Z");
  /** When the lead came to us. */
  public final Instant came = now;
  public SalesDesk desk;
  public @Nullable Due due;
  public final InvariantChecks invariants;
  /** What becomes of each decision before it is taken for real: a test may put a bug there. */
  public BiFunction<LeadState, Decision, Decision> bug = (before, decision) -> decision;
  /** What the record would have of each decision that wrote something. */
  public final List<RecordedLife.Turn> turns = new ArrayList<>();
  private @Nullable LeadProgress folded;
  public int mailsSettled;
  private long row;

  public Life(LeadPolicy policy, LeadProfile profile, String... reps) {
    this.policy = policy;
    this.invariants = new InvariantChecks(policy);
    this.state = LeadState.undecided(new LeadId("lead-1"), profile);
    this.desk =
        new SalesDesk(
            true,
            List.of(reps).stream().map(rep -> TestReps.rep(rep, "sales")).toList());
  }

  public static LeadProfile director() {
    return new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director", new Company("Example Works", 150, "software"), "DE",
        null, new FirstTouch("webinar", null, null), Map.of(), MailConsent.UNKNOWN);
  }

  public static LeadProfile intern() {
    return new LeadProfile(true, EmailKind.FREE, "Intern", new Company(null, 3, null), null, null, FirstTouch.UNKNOWN, Map.of(),
        MailConsent.UNKNOWN);
  }

  public static Life entered(LeadProfile profile) {
    Life life = new Life(TestPolicies.small(), profile, "rep-a", "rep-b");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life;
  }

  /** Moves the lead to another policy, as a rollout does. */
  public Life rolledOut(LeadPolicy to) {
    return rolledOut(to, Placement.USUAL);
  }

  /** The same with a word on where the lead goes on there. */
  public Life rolledOut(LeadPolicy to, Placement placement) {
    policy = to;
    invariants.policy = to;
    return happens(MARKETING, new EventBody.RolledOut(to.version(), placement));
  }

  /** The facts about the lead change, and the record has them as the event comes. */
  public Life becomes(LeadProfile profile) {
    return known(profile).happens(MARKETING, new EventBody.ProfileChanged(false));
  }

  /** The record has other facts, of which no decision was told yet. */
  public Life known(LeadProfile profile) {
    state = new LeadState(state.leadId(), state.seq(), state.decidedAt(), profile, state.signals(), state.progress());
    return this;
  }

  /** The person says something of being mailed, and the record has it as the event comes. */
  public Life says(MailConsent consent) {
    LeadProfile was = state.profile();
    LeadProfile profile =
        new LeadProfile(was.addressKnown(), was.emailKind(), was.title(), was.company(), was.country(), was.timeZone(),
            was.firstTouch(), was.answers(), consent);
    return known(profile).happens(Principal.PERSON, new EventBody.ConsentChanged(consent.label()));
  }

  /** Facts change, and the record has them as the event comes. */
  public Life told(LeadProfile profile, boolean imported) {
    state = new LeadState(state.leadId(), state.seq(), state.decidedAt(), profile, state.signals(), state.progress());
    return happens(MARKETING, new EventBody.ProfileChanged(imported));
  }

  public Life signal(String type) {
    return happens(MARKETING, new EventBody.Engaged(type, Map.of(), false));
  }

  public Life happens(Principal by, EventBody body) {
    return decide(List.of(event(by, body)));
  }

  public LeadEvent event(Principal by, EventBody body) {
    row++;
    return new LeadEvent(row, "event-" + row, now, now, by, body);
  }

  /** Lets time pass, firing what falls due on the way. */
  public Life passes(Duration time) {
    Instant until = now.plus(time);
    while (due != null && !due.at().isAfter(until)) {
      now = due.at().isAfter(now) ? due.at() : now;
      Due woken = due;
      int written = journal.size();
      decide(List.of());
      if (journal.size() == written) {
        throw new AssertionError("nothing happened when this was due: " + woken);
      }
    }
    now = until;
    return this;
  }

  public Life decide(List<LeadEvent> events) {
    events.forEach(event -> invariants.told.put(event.eventId(), event.recordedAt()));
    Decision decision = LeadLifecycle.decide(state, events, policy, SalesDesk.UNSEEN, now);
    if (decision.needsDesk()) {
      decision = LeadLifecycle.decide(state, events, policy, desk, now);
    }
    decision = bug.apply(state, decision);
    invariants.desk = desk;
    invariants.check(state, decision);
    record(events, decision);
    state = decision.next();
    due = decision.due();
    effects.addAll(decision.effects());
    verdicts.addAll(decision.verdicts());
    for (Decision.Noted noted : decision.journal()) {
      journal.add(noted.entry());
      desk = DeskFold.after(desk, folded, noted.entry());
      folded = JournalFold.apply(folded, noted.entry(), decision.at());
    }
    return this;
  }

  private void record(List<LeadEvent> events, Decision decision) {
    if (!decision.journal().isEmpty()) {
      turns.add(new RecordedLife.Turn(
          decision.at(), policy.version(), state.profile(), events,
          decision.verdicts().stream().filter(Verdict::applied).map(Verdict::eventId).collect(Collectors.toSet()),
          decision.journal().stream().map(Decision.Noted::entry).toList()));
    }
  }

  public LeadProgress progress() {
    if (state.progress() == null) {
      throw new IllegalStateException("the lead has not entered yet");
    }
    return state.progress();
  }

  public Stage stage() {
    return progress().stage();
  }

  public Handoff handoff() {
    Handoff handoff = progress().handoff();
    if (handoff == null) {
      throw new AssertionError("no handoff is open; the lead is in " + stage());
    }
    return handoff;
  }

  public Verdict lastVerdict() {
    return verdicts.get(verdicts.size() - 1);
  }

  public <T extends JournalEntry> List<T> written(Class<T> type) {
    return journal.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public List<String> mailed() {
    return effects.stream()
        .filter(Effect.SendEmail.class::isInstance)
        .map(effect -> ((Effect.SendEmail) effect).template())
        .toList();
  }

  /** How often the lead was asked to confirm its consent. */
  public int asked() {
    return (int) effects.stream().filter(Effect.AskConfirmation.class::isInstance).count();
  }

  public List<String> told() {
    return effects.stream()
        .filter(Effect.Notify.class::isInstance)
        .map(effect -> ((Effect.Notify) effect).notice() + " " + ((Effect.Notify) effect).recipient())
        .toList();
  }
}
