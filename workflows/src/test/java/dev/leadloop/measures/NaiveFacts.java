package dev.leadloop.measures;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalEntry.StageChanged;
import dev.leadloop.measures.CycleFacts.Ended;
import dev.leadloop.measures.CycleFacts.Opened;
import dev.leadloop.measures.CycleFacts.Owned;
import dev.leadloop.measures.CycleFacts.Terms;
import dev.leadloop.measures.LeadFacts.Firsts;
import dev.leadloop.measures.LeadFacts.Stands;
import dev.leadloop.measures.Visit.Coming;
import dev.leadloop.measures.Visit.Leaving;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Facts counted another way: each one looked up in the whole journal by itself, with no state carried along, no progress
 * folded, and business time walked through a quarter of an hour at a time.
 */
public final class NaiveFacts {
  private final String lead;
  private final List<JournalLine> lines;
  private final IntFunction<LeadPolicy> policies;

  /** Of the whole journal of a lead. */
  public NaiveFacts(String lead, List<JournalLine> lines, IntFunction<LeadPolicy> policies) {
    this.lead = lead;
    this.lines = lines;
    this.policies = policies;
  }

  /** All facts of the lead. */
  public FactChanges count() {
    return new FactChanges(
        lines.isEmpty() ? null : lead(), null, visits(),
        of(JournalEntry.CycleOpened.class).stream().map(this::cycle).toList(),
        lines.stream().filter(line -> step(line) != null).map(this::step).toList());
  }

  private LeadFacts lead() {
    NaivePast past = new NaivePast(lines);
    JournalLine won = into(Stage.WON);
    NaivePast.Stay wonBefore = past.into(Stage.WON);
    List<JournalLine> valued =
        of(JournalEntry.OutcomeNoted.class).stream().filter(line -> outcome(line).amount() != null).toList();
    List<JournalLine> moves = of(StageChanged.class);
    List<JournalLine> recycled = of(JournalEntry.Recycled.class);
    return new LeadFacts(
        lead,
        new Firsts(
            entered(past), reached(past, Stage.MQL), reached(past, Stage.SALES_QUALIFIED), reached(past, Stage.ACCEPTED),
            contacted(), reached(past, Stage.OPPORTUNITY), reached(past, Stage.WON),
            reached(past, Stage.LOST), reached(past, Stage.DISQUALIFIED), reached(into(Stage.ERASED))),
        wonBefore != null ? wonBefore.worth() : won == null ? null : worth(won),
        stands(past, moves),
        recycled.isEmpty() ? null
            : (int) recycled.stream().filter(line -> ((JournalEntry.Recycled) line.entry()).counts()).count(),
        valued.isEmpty() ? null : money(valued.getLast()));
  }

  private Reached entered(NaivePast past) {
    Instant came = lines.get(0).at();
    Instant before = past.stays().isEmpty() ? came : past.stays().getFirst().from();
    return new Reached(micros(before.isBefore(came) ? before : came), lines.get(0).policyVersion(), null);
  }

  /** Nothing that is told is later than what was decided. */
  private @Nullable Reached reached(NaivePast past, Stage stage) {
    NaivePast.Stay told = past.into(stage);
    return told == null ? reached(into(stage)) : new Reached(micros(told.from()), null, told.reason());
  }

  private @Nullable Reached contacted() {
    JournalLine line = first(of(JournalEntry.ContactMade.class));
    return line == null ? null : new Reached(Objects.requireNonNull(at(line)), line.policyVersion(), null);
  }

  private Stands stands(NaivePast past, List<JournalLine> moves) {
    if (moves.isEmpty()) {
      return new Stands("NURTURING", micros(lines.get(0).at()));
    }
    boolean told = NaivePast.stands(moves.getLast());
    return new Stands(move(moves.getLast()).to().label(),
        micros(told ? Objects.requireNonNull(past.standing()).from() : moves.getLast().at()));
  }

  private @Nullable Reached reached(@Nullable JournalLine line) {
    return line == null
        ? null
        : new Reached(micros(line.at()), line.policyVersion(), line.entry() instanceof StageChanged ? why(line) : null);
  }

  private List<Visit> visits() {
    List<JournalLine> comings = lines.stream()
        .filter(line -> line.entry() instanceof JournalEntry.Entered || line.entry() instanceof StageChanged)
        .toList();
    List<Visit> visits = new ArrayList<>(new NaivePast(lines).visits(lead, lines));
    for (int i = 0; i < comings.size(); i++) {
      JournalLine came = comings.get(i);
      JournalLine left = i + 1 < comings.size() ? comings.get(i + 1) : null;
      if (NaivePast.stands(came)) {
        continue;
      }
      StageChanged move = came.entry() instanceof StageChanged changed ? changed : null;
      boolean dealt = move != null && List.of(Stage.OPPORTUNITY, Stage.WON, Stage.LOST).contains(move.to());
      visits.add(
          new Visit(
              lead, came.seq(), came.n(), move == null || move.since() != null ? null : move.from().label(),
              move == null ? "NURTURING" : move.to().label(), came.policyVersion(),
              new Coming(micros(came.at()), move == null ? null : why(came), by(came)),
              dealt ? worth(came) : null,
              left == null ? null
                  : new Leaving(micros(left.at()), move(left).to().label(), why(left), by(left))));
    }
    return visits;
  }

  private static String by(JournalLine line) {
    return line.entry() instanceof StageChanged move && move.since() != null ? "told" : line.by().toString();
  }

  /** What qualified it, else the last reason that was given for this very move. */
  @Nullable String why(JournalLine line) {
    if (move(line).since() != null) {
      return null;
    }
    JournalEntry.Evidence evidence = move(line).evidence();
    if (evidence != null) {
      return evidence.trigger();
    }
    String reason = null;
    for (JournalLine other : lines) {
      if (other.seq() == line.seq() && other.n() < line.n() && Objects.equals(other.causeEventId(), line.causeEventId())) {
        if (other.entry() instanceof StageChanged) {
          reason = null;
        } else if (other.entry() instanceof JournalEntry.CycleEnded ended) {
          boolean coded = List.of(How.REJECTED, How.RETURNED, How.REASSIGNED).contains(ended.end().how());
          reason = coded ? ended.end().reason() : null;
        } else if (other.entry() instanceof JournalEntry.OutcomeNoted noted) {
          reason = List.of("OPPORTUNITY", "WON").contains(noted.result()) ? null : noted.reason();
        }
      }
    }
    return reason;
  }

  /** The latest amount since sales accepted the lead, or since its past left it with sales. */
  private @Nullable Money worth(JournalLine until) {
    JournalLine said = said(until);
    return said == null ? past(until) : money(said);
  }

  private @Nullable Money past(JournalLine until) {
    List<JournalLine> before = lines.subList(0, lines.indexOf(until));
    List<JournalLine> moves = before.stream().filter(line -> line.entry() instanceof StageChanged).toList();
    NaivePast.Stay stood = moves.isEmpty() || !NaivePast.stands(moves.getLast()) ? null : new NaivePast(before).standing();
    return stood == null || move(until).to() == Stage.NURTURING ? null : stood.worth();
  }

  private static Money money(JournalLine said) {
    return new Money(Objects.requireNonNull(outcome(said).amount()), outcome(said).currency());
  }

  private @Nullable JournalLine said(JournalLine until) {
    JournalLine said = null;
    for (JournalLine line : lines.subList(0, lines.indexOf(until))) {
      if (line.entry() instanceof StageChanged changed && !List.of(Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON, Stage.LOST)
          .contains(changed.to())) {
        said = null;
      }
      if (line.entry() instanceof JournalEntry.OutcomeNoted noted && noted.amount() != null) {
        said = line;
      }
    }
    return said;
  }

  private CycleFacts cycle(JournalLine opening) {
    Handoff handoff = ((JournalEntry.CycleOpened) opening.entry()).handoff();
    int cycle = handoff.cycle();
    JournalLine ending = of(JournalEntry.CycleEnded.class).stream().filter(line -> end(line).cycle() == cycle).findFirst()
        .orElse(null);
    EndedCycle end = ending == null ? null : end(ending);
    List<JournalLine> changes =
        of(JournalEntry.OwnerChanged.class).stream().filter(line -> owner(line).cycle() == cycle).toList();
    JournalEntry.RequestAdded urgent = mostUrgent(cycle);
    JournalLine owned = changes.isEmpty() ? null : changes.getLast();
    JournalLine queued = handoff.queue() ? opening : first(changes.stream().filter(line -> owner(line).queue()).toList());
    JournalLine next = first(of(JournalEntry.CycleOpened.class).stream()
        .filter(line -> ((JournalEntry.CycleOpened) line.entry()).handoff().cycle() > cycle).toList());
    JournalLine contact = first(of(JournalEntry.ContactMade.class).stream()
        .filter(line -> lines.indexOf(line) > lines.indexOf(opening))
        .filter(line -> next == null || lines.indexOf(line) < lines.indexOf(next)).toList());
    Instant assigned = handoff.terms().assignedAt();
    return new CycleFacts(
        lead, cycle,
        new Opened(
            opening.seq(), opening.causeEventId(), opening.policyVersion(), micros(assigned), handoff.owner()),
        urgent == null ? new Terms(handoff.terms().trigger(), handoff.terms().slaClass())
            : new Terms(urgent.signalType(), Objects.requireNonNull(urgent.raised()).slaClass()),
        micros(deadline(handoff)),
        new Owned(
            end != null ? end.owner() : owned != null ? owner(owned).owner() : handoff.owner(),
            owned == null ? handoff.queue() : owner(owned).queue(),
            owned == null ? micros(assigned) : at(owned),
            queued == null ? null : queued == opening ? micros(assigned) : at(queued)),
        at(contact),
        ending == null || end == null ? null
            : new Ended(
                micros(end.at()), end.how().name(), end.by(),
                List.of(How.REJECTED, How.RETURNED, How.REASSIGNED).contains(end.how()) ? end.reason() : null,
                end.how() == How.REASSIGNED && end.reason() == null && end.by().startsWith("rep:"),
                hours(handoff, ending, end.at())),
        paused(cycle, end));
  }

  /** What raised the urgency of a cycle last. */
  private JournalEntry.@Nullable RequestAdded mostUrgent(int cycle) {
    return of(JournalEntry.RequestAdded.class).stream().map(line -> (JournalEntry.RequestAdded) line.entry())
        .filter(added -> added.cycle() == cycle && added.raised() != null)
        .reduce((earlier, later) -> later).orElse(null);
  }

  /** As the last line says that moved it. */
  private Instant deadline(Handoff opened) {
    Instant deadline = opened.deadline();
    for (JournalLine line : lines) {
      if (line.entry() instanceof JournalEntry.ClockResumed resumed && resumed.cycle() == opened.cycle()) {
        deadline = resumed.deadline();
      } else if (line.entry() instanceof JournalEntry.CycleEnded ended && ended.end().cycle() == opened.cycle()
          && ended.deadline() != null) {
        deadline = ended.deadline();
      } else if (line.entry() instanceof JournalEntry.RequestAdded added && added.cycle() == opened.cycle()
          && added.raised() != null) {
        deadline = added.raised().deadline();
      }
    }
    return deadline;
  }

  private @Nullable String paused(int cycle, @Nullable EndedCycle end) {
    List<Ranges.Span> still = new ArrayList<>();
    for (JournalLine line : of(JournalEntry.ClockPaused.class)) {
      JournalEntry.ClockPaused entry = (JournalEntry.ClockPaused) line.entry();
      if (entry.cycle() != cycle) {
        continue;
      }
      JournalLine over = first(lines.subList(lines.indexOf(line), lines.size()).stream()
          .filter(later -> later.entry() instanceof JournalEntry.ClockResumed
              || later.entry() instanceof JournalEntry.CycleEnded)
          .toList());
      if (over == null) {
        continue;
      }
      Instant to = over.entry() instanceof JournalEntry.CycleEnded && end != null ? end.at() : Objects.requireNonNull(at(over));
      AnswerClock.Pause pause = entry.pause();
      to = pause.until().isBefore(to) ? pause.until() : to;
      if (pause.since().isBefore(to)) {
        still.add(new Ranges.Span(micros(pause.since()), micros(to)));
      }
    }
    return still.isEmpty() ? null : Ranges.text(still);
  }

  /** Whether it is open can change at quarters of an hour only. */
  private String hours(Handoff handoff, JournalLine ending, Instant end) {
    LeadPolicy policy = policies.apply(ending.policyVersion());
    JournalEntry.RequestAdded urgent = mostUrgent(handoff.cycle());
    Handoff.Raised raised = urgent == null ? null : urgent.raised();
    BusinessCalendar ofClass = Objects.requireNonNull(policy.calendars().get(
        policy.sla().named(raised == null ? handoff.terms().slaClass() : raised.slaClass()).calendar()));
    BusinessCalendar calendar =
        (raised == null ? handoff.clock() : raised.clock()).counted().in(policy.calendars(), ofClass);
    List<Ranges.Span> open = new ArrayList<>();
    Instant from = handoff.terms().assignedAt();
    while (from.isBefore(end)) {
      long quarter = Duration.ofMinutes(15).toSeconds();
      Instant to = Instant.ofEpochSecond((Math.floorDiv(from.getEpochSecond(), quarter) + 1) * quarter);
      to = to.isAfter(end) ? end : to;
      if (calendar.isOpen(from)) {
        open.add(new Ranges.Span(micros(from), micros(to)));
      }
      from = to;
    }
    return Ranges.text(open);
  }

  private @Nullable StepFacts step(JournalLine line) {
    if (line.entry() instanceof JournalEntry.StepSent sent) {
      return new StepFacts(lead, line.seq(), line.n(), micros(line.at()), line.policyVersion(), sent.sequence(),
          sent.sequenceVersion(), sent.occurrence(), sent.step(), true, null);
    }
    if (line.entry() instanceof JournalEntry.MailOrdered ordered) {
      return new StepFacts(lead, line.seq(), line.n(), micros(line.at()), line.policyVersion(), "mail:" + ordered.campaign(), 1,
          1,
          "mail", true, null);
    }
    if (line.entry() instanceof JournalEntry.StepTaken taken) {
      return new StepFacts(lead, line.seq(), line.n(), micros(line.at()), line.policyVersion(), taken.sequence(),
          taken.sequenceVersion(), taken.occurrence(), taken.step(), false, taken.what());
    }
    return null;
  }

  private List<JournalLine> of(Class<? extends JournalEntry> type) {
    return lines.stream().filter(line -> type.isInstance(line.entry())).toList();
  }

  private @Nullable JournalLine into(Stage stage) {
    return first(of(StageChanged.class).stream().filter(line -> move(line).since() == null && move(line).to() == stage).toList());
  }

  private static @Nullable JournalLine first(List<JournalLine> some) {
    return some.isEmpty() ? null : some.get(0);
  }

  private static StageChanged move(JournalLine line) {
    return (StageChanged) line.entry();
  }

  private static JournalEntry.OutcomeNoted outcome(JournalLine line) {
    return (JournalEntry.OutcomeNoted) line.entry();
  }

  private static JournalEntry.OwnerChanged owner(JournalLine line) {
    return (JournalEntry.OwnerChanged) line.entry();
  }

  private static EndedCycle end(JournalLine line) {
    return ((JournalEntry.CycleEnded) line.entry()).end();
  }

  private static @Nullable Instant at(@Nullable JournalLine line) {
    if (line == null) {
      return null;
    }
    Instant said =
        line.entry() instanceof JournalEntry.OwnerChanged changed ? changed.at()
            : line.entry() instanceof JournalEntry.ClockResumed resumed ? resumed.at()
            : line.entry() instanceof JournalEntry.ContactMade made ? made.at() : null;
    return micros(said == null ? line.at() : said);
  }

  private static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
