package dev.leadloop.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.PastProgress;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.policy.ConsentRules.Need;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.HoursText;
import dev.leadloop.sla.LadderAction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one life from outside and fails as soon as a decision breaks one of the invariants of the design; what it
 * knows it learns from journal and effects alone.
 */
public final class InvariantChecks {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  LeadPolicy policy;
  /** The desk before the decision that is checked; null where it plays no part. */
  @Nullable SalesDesk desk;
  /** When each event was recorded. */
  final Map<String, Instant> told = new HashMap<>();
  private final Set<String> sends = new HashSet<>();
  private final MailedOnce once = new MailedOnce();
  private final Set<Integer> endedCycles = new HashSet<>();
  private final Set<String> rungs = new HashSet<>();
  private final Map<Integer, BusinessCalendar> calendars = new HashMap<>();
  private @Nullable LeadProgress folded;
  private int openCycle;
  private int recycles;
  private boolean movedOn;
  private int moves;
  private @Nullable Instant deadline;
  private Instant countedSince = Instant.MIN;
  private Instant endedLast = Instant.MIN;
  private AnswerClock.@Nullable Pause pause;
  private long seq;

  InvariantChecks(LeadPolicy policy) {
    this.policy = policy;
  }

  public void check(LeadState before, Decision decision) {
    if (decision.journal().isEmpty()) {
      require(decision.next() == before, "I3: a decision without a journal changed the state");
      return;
    }
    seq++;
    require(decision.next().seq() == seq, "I3: seq is not gapless");
    for (Decision.Noted noted : decision.journal()) {
      LeadProgress known = folded;
      if (known != null) {
        Ownership.check(known, noted, decision.journal());
      }
      line(noted, before, decision.at());
      requestIsRecent(noted, decision);
    }
    decision.effects().forEach(this::effect);
    rejectionsLeadSomewhere(decision);
    LeadProgress progress = decision.next().progress();
    require(progress != null && progress.equals(folded), "I20: the folded journal is not the recorded state");
    state(progress, decision);
    past(progress, decision);
    require(
        decision.due() == null || decision.due().at().isAfter(decision.at()), "a due time in the past was left behind");
  }

  private void requestIsRecent(Decision.Noted noted, Decision decision) {
    if (noted.entry() instanceof JournalEntry.StageChanged changed && changed.evidence() != null
        && policy.qualification().directIntent().contains(changed.evidence().trigger())) {
      Instant told = this.told.getOrDefault(String.valueOf(noted.causeEventId()), decision.at());
      Instant oldest = told.minus(policy.qualification().directIntentWithin());
      require(
          decision.next().signals().stream()
              .anyMatch(signal -> signal.type().equals(changed.evidence().trigger())
                  && !signal.occurredAt().isBefore(oldest)),
          "I11: a request of long ago handed the lead over");
    }
  }

  private void line(Decision.Noted noted, LeadState state, Instant at) {
    JournalEntry entry = readBack(noted.entry());
    LeadProgress before = folded;
    folded = JournalFold.apply(before, entry, at);
    if (before == null) {
      return;
    }
    if (entry instanceof JournalEntry.StageChanged changed) {
      stageChanged(before, changed);
    } else if (entry instanceof JournalEntry.SequenceStarted started) {
      once.begun(started);
    } else if (entry instanceof JournalEntry.SendSettled settled) {
      once.settled(settled);
    } else if (entry instanceof JournalEntry.SequenceEnded ended) {
      before.nurture().held().stream().filter(mail -> mail.sequence().equals(ended.sequence())).forEach(once::dropped);
    } else if (entry instanceof JournalEntry.StepSent sent) {
      once.sent(sent);
      mayBeMailed(before, state);
    } else if (entry instanceof JournalEntry.MailOrdered) {
      mayBeMailed(before, state);
    } else if (entry instanceof JournalEntry.MailHeld held) {
      HeldMail mail = held.mail();
      require(
          sends.remove(key(mail.sequence(), mail.sequenceVersion(), mail.step(), mail.occurrence())),
          "I4: a mail was held that was never ordered");
    } else if (entry instanceof JournalEntry.CycleOpened opened) {
      require(openCycle == 0, "I12: a second cycle opened");
      moves += movedOn && !opened.handoff().queue() ? 1 : 0;
      require(moves <= policy.routing().maxReassignments(), "I15: a lead moved on more often than the policy allows");
      require(opened.handoff().cycle() == endedCycles.size() + 1, "I14: cycle numbers have gaps");
      openCycle = opened.handoff().cycle();
      SlaClass terms = policy.sla().named(opened.handoff().terms().slaClass());
      calendars.put(openCycle, hours(opened.handoff(), terms));
      deadline = recorded(opened.handoff()).plus(opened.handoff().terms().assignedAt(), terms.answerWithin());
      require(opened.handoff().terms().assignedAt().equals(at), "I13: the answer time did not begin with the assignment");
      countedSince = at;
    } else if (entry instanceof JournalEntry.ClockPaused paused) {
      require(before.handoff() != null && before.handoff().clock().pause() == null, "I13: a pause within a pause");
      pause = paused.pause();
      require(pause.since().equals(given(noted, countedSince, at)), "I13: a pause did not begin as it was asked for");
    } else if (entry instanceof JournalEntry.ClockResumed resumed) {
      clockGoesOn(before, resumed, noted, at);
    } else if (entry instanceof JournalEntry.RequestAdded added) {
      requestAdded(before, added, at);
    } else if (entry instanceof JournalEntry.CycleEnded ended) {
      require(ended.end().cycle() == openCycle, "I14: a cycle ended that is not open");
      require(endedCycles.add(openCycle), "I14: cycle " + openCycle + " ended twice");
      require(before.handoff() != null && ended.end().at().equals(given(noted, before.handoff().terms().assignedAt(), at)),
          "I14: a cycle did not end as it was answered");
      endedLast = ended.end().at();
      Instant moved = pause == null ? null : changed(deadline, moved(before.handoff(), pause, endedLast));
      require(Objects.equals(ended.deadline(), moved),
          "I13: the end of a pause by an answer moved the deadline to " + ended.deadline());
      openCycle = 0;
      pause = null;
      movedOn = ended.end().how() == EndedCycle.How.UNANSWERED || ended.end().how() == EndedCycle.How.REASSIGNED
          && ended.end().reason() != null && policy.disposition(ended.end().reason()) != null;
    } else if (entry instanceof JournalEntry.ContactMade made) {
      require(given(noted, endedLast, at).equals(made.at()), "I14: sales was in touch at another time than it said");
    } else if (entry instanceof JournalEntry.RungFired fired) {
      require(fired.cycle() == openCycle, "I15: a rung fired for a cycle that is not open");
      require(rungs.add(fired.cycle() + "/" + fired.rung()), "I15: a rung fired twice");
      require(rungs.add(fired.cycle() + "/" + level(before, fired)), "I15: a level was rung twice");
      require(!putOff(before, fired), "I15: a reminder came though it was put off");
      require(!fired.dueAt().isAfter(at), "I15: a rung fired early");
      require(pause == null, "I15: a rung fired while the clock stood still");
    } else if (entry instanceof JournalEntry.Recycled recycled) {
      recycles += recycled.counts() ? 1 : 0;
      require(recycles <= policy.recycle().limit(), "I16: more recycles than the limit");
    }
  }

  /** What a person says counts from when it was recorded, whenever it is decided; what nobody said, from then. */
  private Instant given(Decision.Noted noted, Instant earliest, Instant at) {
    Instant recorded = noted.by().equals(Principal.SYSTEM) ? at : told.getOrDefault(String.valueOf(noted.causeEventId()), at);
    Instant said = recorded.isAfter(at) ? at : recorded;
    return said.isBefore(earliest) ? earliest : said;
  }

  /** The hours of whoever owns it as they are set, found without the code that is tested. */
  private BusinessCalendar hours(Handoff handoff, SlaClass terms) {
    BusinessCalendar ofClass = Objects.requireNonNull(policy.calendars().get(terms.calendar()));
    SalesDesk.Rep rep = desk == null || handoff.queue() ? null : desk.rep(handoff.owner());
    if (rep == null) {
      return ofClass;
    }
    BusinessCalendar own = rep.hours().calendar() == null ? null : policy.calendars().get(rep.hours().calendar());
    BusinessCalendar team = rep.teamHours().calendar() == null ? null : policy.calendars().get(rep.teamHours().calendar());
    BusinessCalendar base = own != null ? own : team != null ? team : ofClass;
    ZoneId teamZone = own == null ? rep.teamHours().zone() : null;
    ZoneId zone = rep.hours().zone() != null ? rep.hours().zone() : teamZone != null ? teamZone : base.zone();
    Set<LocalDate> off = new HashSet<>(base.alwaysOpen() && rep.hours().own().isEmpty() ? Set.of() : base.holidays());
    off.addAll(rep.hours().daysOff());
    if (!rep.hours().own().isEmpty()) {
      return new BusinessCalendar("", zone, rep.hours().own(), off, false);
    }
    return base.alwaysOpen() && !off.isEmpty()
        ? new BusinessCalendar("", zone, HoursText.parse(Map.of("mon-sun", List.of("00:00-24:00"))), off, false)
        : new BusinessCalendar("", zone, base.hours(), off, base.alwaysOpen());
  }

  private BusinessCalendar recorded(Handoff handoff) {
    return Objects.requireNonNull(calendars.get(handoff.cycle()));
  }

  private static String level(LeadProgress before, JournalEntry.RungFired fired) {
    List<Handoff.PlannedRung> planned = before.handoff() == null ? List.of() : before.handoff().ladder().rungs();
    return fired.action() + (fired.rung() < planned.size() ? " at " + planned.get(fired.rung()).percent() : " of none");
  }

  private static boolean putOff(LeadProgress before, JournalEntry.RungFired fired) {
    Instant until = before.handoff() == null ? null : before.handoff().clock().snoozedUntil();
    return until != null && fired.action() == LadderAction.REMIND && !fired.dueAt().isAfter(until);
  }

  /** A request is answered within its own time, and nothing is put off by it. */
  private void requestAdded(LeadProgress before, JournalEntry.RequestAdded added, Instant at) {
    Handoff handoff = before.handoff();
    if (handoff == null || added.cycle() != openCycle || deadline == null) {
      throw new AssertionError("I12: a request was added to a handoff that is not open");
    }
    Handoff.Raised raised = added.raised();
    if (raised != null) {
      require(pause == null, "I13: a handoff became more urgent while its clock stood still");
      SlaClass terms = policy.sla().named(raised.slaClass());
      BusinessCalendar calendar = hours(handoff, terms);
      calendars.put(openCycle, calendar);
      Instant due = calendar.plus(at, terms.answerWithin());
      deadline = due.isBefore(deadline) ? due : deadline;
      countedSince = at;
      require(raised.deadline().equals(deadline),
          "I13: a request moved the deadline to " + raised.deadline() + ", not " + deadline);
    }
  }

  /** Business time already used stays used, and not a second more. */
  private void clockGoesOn(LeadProgress before, JournalEntry.ClockResumed resumed, Decision.Noted noted, Instant at) {
    Handoff handoff = before.handoff();
    AnswerClock.Pause ended = pause;
    if (handoff == null || ended == null || deadline == null) {
      throw new AssertionError("I13: a clock goes on that did not stand still");
    }
    Instant asked = given(noted, ended.since(), at);
    Instant end = asked.isBefore(ended.until()) ? asked : ended.until();
    require(end.equals(resumed.at()), "I13: the clock went on at another time than that");
    countedSince = end;
    deadline = moved(handoff, ended, end);
    require(resumed.deadline().equals(deadline),
        "I13: a pause moved the deadline to " + resumed.deadline() + ", not " + deadline);
    pause = null;
  }

  private @Nullable Instant moved(Handoff handoff, AnswerClock.Pause ended, Instant end) {
    BusinessCalendar calendar = recorded(handoff);
    Instant over = end.isBefore(ended.until()) ? end : ended.until();
    return deadline == null || !deadline.isAfter(ended.since())
        ? deadline
        : calendar.plus(over, calendar.between(ended.since(), deadline));
  }

  private static @Nullable Instant changed(@Nullable Instant was, @Nullable Instant is) {
    return Objects.equals(was, is) ? null : is;
  }

  private void stageChanged(LeadProgress before, JournalEntry.StageChanged changed) {
    if (!changed.to().nurtured()) {
      before.nurture().held().forEach(once::dropped);
    }
    if (changed.to() == Stage.SALES_QUALIFIED) {
      movedOn = false;
      moves = 0;
    }
    require(changed.from() == before.stage(), "I3: a stage changed from one it was not in");
    if (changed.told()) {
      require(JournalFold.isToldEdge(changed.from(), changed.to()), "I3: no past leads so: " + changed);
      require(before.handoffs().cycles() == 0 || before.past().place() == PastProgress.Place.STANDS,
          "I3: what is told of its past moved a lead that sales has had here");
      return;
    }
    require(JournalFold.isEdge(changed.from(), changed.to()), "I3: no such edge: " + changed);
    boolean qualified = changed.to() == Stage.MQL || changed.to() == Stage.SALES_QUALIFIED;
    if (qualified && changed.from().nurtured()) {
      JournalEntry.Evidence evidence = changed.evidence();
      require(evidence != null, "I11: qualified without evidence");
      if (evidence != null && !evidence.trigger().equals("review")) {
        require(evidence.scoreThreshold() == 0 || evidence.score() >= evidence.scoreThreshold(),
            "I11: qualified below the score");
        evidence.others().forEach(
            one -> require(one.reached() >= one.asked(), "I11: qualified below the " + one.measure().words()));
        require(evidence.fit() >= evidence.fitThreshold(), "I11: qualified below the fit");
      }
    }
  }

  private void mayBeMailed(LeadProgress before, LeadState state) {
    require(before.stage().nurtured(), "I8: nurture mail in " + before.stage());
    require(before.nurture().suppressed() == null, "I5: nurture mail though suppressed");
    require(before.recycling().parkedUntil() == null, "nurture mail though parked");
    require(
        policy.consent().need().metBy(state.profile().consent()), "nurture mail without the consent that the policy asks for");
  }

  private void effect(Effect effect) {
    if (effect instanceof Effect.SendEmail send) {
      String key = key(send.sequence(), send.sequenceVersion(), send.step(), send.occurrence());
      require(sends.add(key), "I4: two intents for " + key);
    }
    if (effect instanceof Effect.AskConfirmation) {
      require(policy.consent().need() == Need.DOUBLE, "a confirmation was asked for that the policy does not need");
    }
  }

  private static String key(String sequence, int version, String step, int occurrence) {
    return sequence + version + step + "#" + occurrence;
  }

  private static void rejectionsLeadSomewhere(Decision decision) {
    List<JournalEntry> entries = decision.journal().stream().map(Decision.Noted::entry).toList();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof JournalEntry.CycleEnded ended
          && (ended.end().how() == EndedCycle.How.REJECTED || ended.end().how() == EndedCycle.How.RETURNED)) {
        require(ended.end().reason() != null, "I16: a rejection without a reason");
        JournalEntry next = i + 1 < entries.size() ? entries.get(i + 1) : null;
        boolean disqualified =
            next instanceof JournalEntry.StageChanged changed && changed.to() == Stage.DISQUALIFIED;
        boolean counted = next instanceof JournalEntry.Recycled recycled && recycled.counts();
        require(counted || disqualified, "I16: a rejection led nowhere: " + next);
      }
    }
  }

  private void state(LeadProgress progress, Decision decision) {
    Handoff handoff = progress.handoff();
    require(!onItsWayToSales(progress.stage()) || !closedByRule(decision),
        "I3: a lead in " + progress.stage() + " that a negative rule closes");
    require((progress.stage() == Stage.SALES_QUALIFIED) == (handoff != null), "I12: SQL and an open cycle differ");
    if (handoff != null) {
      require(handoff.cycle() == openCycle, "I12: the open cycle is not the state's");
      require(!handoff.owner().isBlank(), "I12: a handoff without an owner");
      require(handoff.deadline().equals(deadline), "I13: the deadline moved to " + handoff.deadline() + ", not " + deadline);
    }
    if (decision.journal().stream()
        .anyMatch(noted -> noted.entry() instanceof JournalEntry.SignalRecorded
            || noted.entry() instanceof JournalEntry.SignalVoided)
        && progress.stage() != Stage.ERASED) {
      List<Signal> shuffled = new ArrayList<>(decision.next().signals());
      Collections.shuffle(shuffled, new Random(seq));
      ScoreSummary score =
          Scoring.score(decision.next().profile(), shuffled, policy, decision.at()).summary();
      require(progress.qualification().score().equals(score), "I10: the score is not the fold of the signals");
    }
  }

  /** What is told hands nobody over, makes nothing fall due, and leaves no customer in nurture. */
  private static void past(LeadProgress progress, Decision decision) {
    PastStep standing = progress.past().standing();
    require(standing == null || !progress.followsItsPast() || progress.stage() == standing.stage(),
        "I8: a lead that came as " + (standing == null ? "" : standing.stage()) + " is in " + progress.stage());
    boolean stands = progress.past().place() == PastProgress.Place.STANDS;
    require(!stands || decision.due() == null, "a past made something fall due: " + decision.due());
    require(!stands || progress.nurture().position() == null, "I8: a lead that stands where its past left it is nurtured");
    for (Decision.Noted noted : decision.journal()) {
      boolean told = decision.journal().stream().anyMatch(other -> other.entry() instanceof JournalEntry.PastNoted
          && Objects.equals(other.causeEventId(), noted.causeEventId()));
      require(!told || !(noted.entry() instanceof JournalEntry.CycleOpened), "a past handed the lead over");
    }
  }

  private static boolean onItsWayToSales(Stage stage) {
    return stage == Stage.NURTURING || stage == Stage.MQL || stage == Stage.SALES_QUALIFIED;
  }

  private boolean closedByRule(Decision decision) {
    LeadState next = decision.next();
    return policy.negatives().stream()
        .anyMatch(rule -> rule.disqualifies() && Conditions.holds(rule.when(), next.profile(), next.signals(), decision.at()));
  }

  private static JournalEntry readBack(JournalEntry entry) {
    try {
      return JSON.readValue(JSON.writerFor(JournalEntry.class).writeValueAsString(entry), JournalEntry.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a journal entry cannot be written and read back: " + entry, e);
    }
  }

  static void require(boolean holds, String broken) {
    if (!holds) {
      throw new AssertionError(broken);
    }
  }
}
