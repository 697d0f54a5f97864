package dev.leadloop.lifecycle.deciding;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.DeskFold;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Foretelling;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.scoring.KnownSignals;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One decision being made: what is known, what has been written so far, and who is causing it. */
public final class Deciding {
  private final LeadState before;
  private final LeadPolicy policy;
  private final Instant now;
  private final KnownSignals signals;
  private final List<Signal> newSignals = new ArrayList<>();
  private final List<Decision.Noted> journal = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private LeadProfile profile;
  private SalesDesk desk;
  private @Nullable LeadProgress progress;
  private Principal by = Principal.SYSTEM;
  private @Nullable String cause;
  private @Nullable Instant given;

  /** Begins a decision on that state; the desk is {@link SalesDesk#UNSEEN} for a first look. */
  public Deciding(LeadState before, LeadPolicy policy, SalesDesk desk, Instant now) {
    this.before = before;
    this.policy = policy;
    this.desk = desk;
    this.now = now;
    this.profile = before.profile();
    this.signals = new KnownSignals(before.signals(), now);
    this.progress = before.progress();
  }

  /** The policy that it is decided by. */
  public LeadPolicy policy() {
    return policy;
  }

  /** Decision time. */
  public Instant now() {
    return now;
  }

  /**
   * From when what is done now counts: what a person answers or orders from when it was given, however late that is decided,
   * all else from the decision.
   *
   * @param earliest it counts from no earlier than that, such as the assignment of what is answered
   */
  public Instant countsFrom(Instant earliest) {
    Instant at = given == null || given.isAfter(now) ? now : given;
    return at.isBefore(earliest) ? earliest : at;
  }

  /** What is known of the lead. */
  public LeadProfile profile() {
    return profile;
  }

  /** The lead's signals, with those taken in so far. */
  public List<Signal> signals() {
    return signals;
  }

  /** Who does what is written now. */
  public Principal by() {
    return by;
  }

  /** The lead's id. */
  public String leadId() {
    return before.leadId().value();
  }

  /** Where the lead stands after what was written so far; fails with {@link IllegalStateException} before it has entered. */
  public LeadProgress progress() {
    LeadProgress current = progress;
    if (current == null) {
      throw new IllegalStateException("nothing was decided about this lead yet");
    }
    return current;
  }

  /** Whether anything was decided about the lead. */
  public boolean begun() {
    return progress != null;
  }

  /** The stage it stands in; fails like {@link #progress}. */
  public Stage stage() {
    return progress().stage();
  }

  /** What follows comes of that event, and is done by whoever sent it. */
  public void causedBy(LeadEvent event) {
    by = event.by();
    cause = event.eventId();
    given = event.body() instanceof EventBody.ByPerson ? event.recordedAt() : null;
  }

  /** What follows is done by the policy, whoever told what it goes by. */
  public void causedByPolicy() {
    by = Principal.SYSTEM;
    given = null;
  }

  /** What follows comes of a due time, and of no event. */
  public void causedByTime() {
    by = Principal.SYSTEM;
    cause = null;
    given = null;
  }

  /** Journals that the lead has entered. */
  public void enter() {
    note(new JournalEntry.Entered(profile().firstTouch().source()));
  }

  /** Journals an entry and folds it into the progress, and into the desk where it is locked. */
  public void note(JournalEntry entry) {
    if (desk.locked()) {
      desk = DeskFold.after(desk, progress, entry);
    }
    progress = JournalFold.apply(progress, entry, now);
    journal.add(new Decision.Noted(entry, by, cause));
  }

  /** Journals what is known of the company, which stands among the lead's facts from then on. */
  public void tellOfAccount(JournalEntry.AccountNoted told) {
    note(told);
    profile = profile.withAccount(told.evidence());
  }

  /** Journals a change of stage; fails with {@link IllegalStateException} where no edge leads there. */
  public void move(Stage to, String why, JournalEntry.@Nullable Evidence evidence) {
    Stage from = stage();
    if (!JournalFold.isEdge(from, to)) {
      throw new IllegalStateException("no edge leads from " + from.label() + " to " + to.label());
    }
    note(new JournalEntry.StageChanged(from, to, why, evidence));
  }

  /** Journals that its past puts the lead into a stage; fails with {@link IllegalStateException} where it cannot. */
  public void put(Stage to, String why, Instant since) {
    if (!JournalFold.isToldEdge(stage(), to)) {
      throw new IllegalStateException("a past does not lead from " + stage().label() + " to " + to.label());
    }
    note(new JournalEntry.StageChanged(stage(), to, why, null, since));
  }

  /** Adds an effect, after those added before. */
  public void effect(Effect effect) {
    effects.add(effect);
  }

  /** Adds a notice in the place of one of its kind to the same recipient about that handoff, where this decision has one. */
  public void effectInstead(Effect.Notify notice) {
    effects.removeIf(effect -> isTold(effect, Set.of(notice.notice()), notice.recipient(), notice.cycle()));
    effects.add(notice);
  }

  /** Whether one of these notices about that handoff goes to the recipient by this decision. */
  public boolean tells(Set<Effect.Notice> notices, String recipient, int cycle) {
    return effects.stream().anyMatch(effect -> isTold(effect, notices, recipient, cycle));
  }

  private static boolean isTold(Effect effect, Set<Effect.Notice> notices, String recipient, int cycle) {
    return effect instanceof Effect.Notify notify && notices.contains(notify.notice())
        && notify.recipient().equals(recipient) && notify.cycle() == cycle;
  }

  /** Adds the verdict on an event. */
  public void verdict(Verdict verdict) {
    verdicts.add(verdict);
  }

  /** Takes in a signal that is to be kept. */
  public void take(Signal signal) {
    signals.take(signal);
    newSignals.add(signal);
  }

  /** The signal of that event id, where one is known. */
  public @Nullable Signal signal(String eventId) {
    return signals.find(eventId);
  }

  /** Takes a signal in the place of the one of the same event id, or ahead of it. */
  public void replace(Signal signal) {
    signals.replace(signal);
    newSignals.removeIf(other -> other.eventId().equals(signal.eventId()));
    newSignals.add(signal);
  }

  /** Scores anew and writes the score down where it changed; what follows from a score is the policy's doing. */
  public ScoreSummary rescore() {
    causedByPolicy();
    foretell();
    ScoreSummary score = Scoring.summary(profile(), signals, policy, now);
    if (!score.equals(progress().qualification().score())) {
      note(new JournalEntry.Scored(score));
    }
    return score;
  }

  /** What was foretold stands until it is foretold anew: nobody is moved by a model alone while nothing happens to the lead. */
  private void foretell() {
    Foretelling foretelling = policy.foretelling();
    if (foretelling != null) {
      profile = profile.withForetold(foretelling.of(profile, signals, now));
    }
  }

  /** The desk with the assignments made so far; fails with {@link DeskNeeded} where it is not locked. */
  public SalesDesk lockedDesk() {
    if (!desk.locked()) {
      throw new DeskNeeded();
    }
    return desk;
  }

  /** What the decision came to, with the next due time; null when nothing is due. */
  public Decision decision(@Nullable Due due) {
    LeadState next =
        journal.isEmpty()
            ? before
            : new LeadState(before.leadId(), before.seq() + 1, now, profile, signals, progress);
    return new Decision(now, next, journal, newSignals, effects, due, verdicts, false);
  }

  /** A decision that needs the desk, and leaves everything as it was. */
  public Decision askForDesk() {
    return new Decision(now, before, List.of(), List.of(), List.of(), null, List.of(), true);
  }

  /** Leaves a first look as soon as an owner must be assigned. */
  public static final class DeskNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeskNeeded() {
      super("an owner must be assigned", null, false, false);
    }
  }
}
