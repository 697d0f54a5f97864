package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bugs put into decisions on purpose: random lives must notice each, and name the invariant it breaks. That reading
 * changes nothing and a link acts once (I17) is watched, with bugs of its own, where links and calls are.
 */
class SeededBugsTest {
  private static final int LIVES = 4_000;
  private static final Principal NOBODY = new Principal(Principal.Kind.MARKETING, "nobody");

  static Stream<Arguments> bugs() {
    return Stream.of(
        bug("I3", "a competitor left where it is", each(JournalEntry.StageChanged.class,
            changed -> changed.cause().equals("works for a competitor") ? List.of() : List.of(changed))),
        bug("I4", "a mail sent again that the lead had", each(JournalEntry.StepTaken.class,
            step -> step.what().equals("had before")
                ? List.of(new JournalEntry.StepSent(
                    step.sequence(), step.sequenceVersion(), step.occurrence(), step.step(), "mail", step.next()))
                : List.of(step))),
        bug("I4", "a sequence begun anew in the occurrence of before", each(JournalEntry.SequenceStarted.class,
            started -> List.of(
                new JournalEntry.SequenceStarted(sameOccurrence(started.position()), started.begun(), started.again())))),
        bug("I11", "a score called a request", each(JournalEntry.StageChanged.class,
            changed -> List.of(new JournalEntry.StageChanged(
                changed.from(), changed.to(), changed.cause(), asked(changed.evidence()))))),
        bug("I12", "a handoff without an owner", each(JournalEntry.CycleOpened.class,
            opened -> List.of(new JournalEntry.CycleOpened(owner(opened.handoff(), ""), opened.routing())))),
        bug("I12", "a next cycle while one is open", each(JournalEntry.CycleEnded.class,
            ended -> ended.end().how() == EndedCycle.How.UNANSWERED ? List.of() : List.of(ended))),
        bug("I13", "a deadline an hour late", each(JournalEntry.CycleOpened.class,
            opened -> List.of(new JournalEntry.CycleOpened(later(opened.handoff()), opened.routing())))),
        bug("I13", "an answer time by the clock, though the owner has hours", each(JournalEntry.CycleOpened.class,
            opened -> List.of(new JournalEntry.CycleOpened(aroundTheClock(opened.handoff()), opened.routing())))),
        bug("I13", "a pause that gives a minute away", each(JournalEntry.ClockResumed.class,
            resumed -> List.of(new JournalEntry.ClockResumed(
                resumed.cycle(), resumed.deadline().plusSeconds(60), resumed.rungs(), resumed.at())))),
        bug("I13", "a request that gives a minute more than its class", each(JournalEntry.RequestAdded.class,
            added -> List.of(new JournalEntry.RequestAdded(
                added.cycle(), added.signalType(), added.occurredAt(), minuteMore(added.raised()), added.was())))),
        bug("I15", "a request that rings again what was rung", each(JournalEntry.RequestAdded.class,
            added -> List.of(new JournalEntry.RequestAdded(
                added.cycle(), added.signalType(), added.occurredAt(), fromTheBottom(added.raised()), added.was())))),
        bug("I14", "an answer that counts from its decision", each(JournalEntry.CycleEnded.class,
            ended -> List.of(new JournalEntry.CycleEnded(decidedLater(ended.end()), ended.deadline())))),
        bug("I14", "a cycle that ends twice", each(JournalEntry.CycleEnded.class, ended -> List.of(ended, ended))),
        bug("I14", "a cycle number left out", each(JournalEntry.CycleOpened.class,
            opened -> List.of(new JournalEntry.CycleOpened(number(opened.handoff()), opened.routing())))),
        bug("I15", "a rung fired early", each(JournalEntry.RungFired.class,
            fired -> List.of(new JournalEntry.RungFired(
                fired.cycle(), fired.rung(), fired.action(), fired.dueAt().plus(Duration.ofDays(60)), fired.merged())))),
        bug("I15", "a reminder in spite of being put off", each(JournalEntry.RemindersDue.class,
            due -> List.of(new JournalEntry.RungFired(due.cycle(), 99, LadderAction.REMIND, due.dueAt(), false), due))),
        bug("I15", "a ladder that does not count its moves", each(JournalEntry.CycleOpened.class,
            opened -> List.of(new JournalEntry.CycleOpened(unmoved(opened.handoff()), opened.routing())))),
        bug("I15", "a rung fired twice", each(JournalEntry.RungFired.class, fired -> List.of(fired, fired))),
        bug("I16", "a rejection without a reason", each(JournalEntry.CycleEnded.class,
            ended -> List.of(new JournalEntry.CycleEnded(reason(ended.end(), null), ended.deadline())))),
        bug("I16", "a recycle that does not count", each(JournalEntry.Recycled.class,
            recycled -> List.of(new JournalEntry.Recycled(recycled.reason(), false, recycled.gate())))),
        bug("I16", "a rejection that leads nowhere", each(JournalEntry.Recycled.class, recycled -> List.of())),
        bug("I18", "an answer by somebody who may not give it", by(JournalEntry.CycleEnded.class)),
        bug("I18", "an outcome by somebody who may not report it", by(JournalEntry.OutcomeNoted.class)),
        bug("I18", "a pause by somebody who may not ask for it", by(JournalEntry.ClockPaused.class)));
  }

  private static Arguments bug(String invariant, String what, BiFunction<LeadState, Decision, Decision> bug) {
    return Arguments.of(invariant, what, bug);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("bugs")
  void aSeededBugIsCaughtUnderItsName(String invariant, String what, BiFunction<LeadState, Decision, Decision> bug) {
    List<String> found = new ArrayList<>();
    for (long seed = 1; seed <= LIVES && found.isEmpty(); seed++) {
      try {
        RandomLivesTest.randomLife(seed, bug);
      } catch (AssertionError caught) {
        found.add(String.valueOf(caught.getMessage()));
      }
    }
    assertThat(found).as(what).singleElement().asString().contains(invariant + ":");
  }

  private static <T extends JournalEntry> BiFunction<LeadState, Decision, Decision> each(
      Class<T> type, Function<T, List<JournalEntry>> instead) {
    return (before, decision) -> {
      List<Decision.Noted> lines = new ArrayList<>();
      for (Decision.Noted noted : decision.journal()) {
        if (type.isInstance(noted.entry())) {
          instead.apply(type.cast(noted.entry()))
              .forEach(entry -> lines.add(new Decision.Noted(entry, noted.by(), noted.causeEventId())));
        } else {
          lines.add(noted);
        }
      }
      return refolded(before, decision, lines);
    };
  }

  private static BiFunction<LeadState, Decision, Decision> by(Class<? extends JournalEntry> type) {
    UnaryOperator<Decision.Noted> forged = noted ->
        type.isInstance(noted.entry()) ? new Decision.Noted(noted.entry(), NOBODY, noted.causeEventId()) : noted;
    return (before, decision) -> refolded(before, decision, decision.journal().stream().map(forged).toList());
  }

  private static Decision refolded(LeadState before, Decision decision, List<Decision.Noted> lines) {
    if (lines.equals(decision.journal()) || lines.isEmpty()) {
      return decision;
    }
    LeadProgress progress = before.progress();
    for (Decision.Noted noted : lines) {
      progress = JournalFold.apply(progress, noted.entry(), decision.at());
    }
    LeadState next = decision.next();
    LeadState changed =
        new LeadState(next.leadId(), next.seq(), next.decidedAt(), next.profile(), next.signals(), progress);
    return new Decision(decision.at(), changed, lines, decision.signals(), decision.effects(), decision.due(),
        decision.verdicts(), decision.needsDesk());
  }

  private static JournalEntry.@Nullable Evidence asked(JournalEntry.@Nullable Evidence evidence) {
    return evidence == null
        ? null
        : new JournalEntry.Evidence(
            "demo_requested", evidence.score(), 0, evidence.fit(), evidence.fitThreshold(), evidence.grade(), evidence.signals(),
            List.of());
  }

  private static Handoff owner(Handoff handoff, String owner) {
    return new Handoff(handoff.cycle(), owner, handoff.queue(), handoff.terms(), handoff.deadline(),
        handoff.ladder(), handoff.tried(), handoff.clock());
  }

  private static Handoff later(Handoff handoff) {
    Instant late = handoff.deadline().plus(Duration.ofHours(1));
    return new Handoff(handoff.cycle(), handoff.owner(), handoff.queue(), handoff.terms(), late,
        handoff.ladder(), handoff.tried(), handoff.clock());
  }

  private static Handoff aroundTheClock(Handoff handoff) {
    Duration within = Duration.ofHours(handoff.terms().slaClass().equals("demo") ? 1 : 4);
    Instant deadline = handoff.terms().assignedAt().plus(within);
    return new Handoff(handoff.cycle(), handoff.owner(), handoff.queue(), handoff.terms(), deadline,
        handoff.ladder(), handoff.tried(), handoff.clock());
  }

  private static NurturePosition sameOccurrence(NurturePosition position) {
    return new NurturePosition(position.sequence(), position.sequenceVersion(), 1, position.step(), position.mails(),
        position.enrolledAt(), position.since(), position.dueAt());
  }

  private static Handoff unmoved(Handoff handoff) {
    return new Handoff(handoff.cycle(), handoff.owner(), handoff.queue(), handoff.terms(), handoff.deadline(),
        handoff.ladder(), new Handoff.Tried(handoff.tried().reps(), 0), handoff.clock());
  }

  private static Handoff number(Handoff handoff) {
    return new Handoff(handoff.cycle() + 1, handoff.owner(), handoff.queue(), handoff.terms(), handoff.deadline(),
        handoff.ladder(), handoff.tried(), handoff.clock());
  }

  private static EndedCycle decidedLater(EndedCycle end) {
    return new EndedCycle(end.cycle(), end.owner(), end.how(), end.by(), end.at().plusSeconds(1), end.reason());
  }

  private static EndedCycle reason(EndedCycle end, @Nullable String reason) {
    return new EndedCycle(end.cycle(), end.owner(), end.how(), end.by(), end.at(), reason);
  }

  private static Handoff.@Nullable Raised minuteMore(Handoff.@Nullable Raised raised) {
    return raised == null ? null
        : new Handoff.Raised(raised.slaClass(), raised.deadline().plusSeconds(60), raised.rungs(), raised.clock());
  }

  /** As many rungs as fired stand for them, and the ladder begins anew above. */
  private static Handoff.@Nullable Raised fromTheBottom(Handoff.@Nullable Raised raised) {
    return raised == null ? null
        : new Handoff.Raised(raised.slaClass(), raised.deadline(),
            Stream.concat(raised.rungs().stream(), raised.rungs().stream()).toList(), raised.clock());
  }
}
