package dev.leadloop.lifecycle.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.Handoff.PlannedRung;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.sla.HoursText;
import dev.leadloop.sla.LadderAction;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random lives of leads that ask for more while sales has them, each request held against a judge of its own: it knows the answer
 * times from a table, walks business time minute by minute, and keeps its own list of what was asked.
 */
class FurtherRequestsPropertiesTest {
  private static final long SEED = 90_210;
  private static final int LIVES = 400;
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Map<String, Integer> MINUTES =
      Map.of("call_requested", 30, "demo_requested", 60, "talk_requested", 60, "quote_requested", 480, "score", 240,
          "review", 240);
  private static final Map<String, String> CLASSES =
      Map.of("call_requested", "call", "demo_requested", "demo", "talk_requested", "talk", "quote_requested", "slow",
          "score", "standard", "review", "standard");
  private static final List<String> REQUESTS = List.of("call_requested", "demo_requested", "talk_requested", "quote_requested");

  private int raised;
  private int added;
  private int repeated;
  private int overdue;
  private int pausesEnded;
  private int ofOwners;
  private int sooner;
  private int atOnce;
  private int moved;

  @Test
  void whatIsAskedMeanwhileIsToldAndMakesNothingLater() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      Random random = new Random(seed);
      try {
        new Judge(random).live();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(List.of(raised, added, repeated, overdue, pausesEnded, ofOwners, sooner, atOnce, moved))
        .as("raised, added, repeated, overdue, pauses ended, of owners, contact sooner, in one decision, deadlines moved")
        .allSatisfy(count -> assertThat(count).isGreaterThan(20));
  }

  private static LeadPolicy policy() {
    LeadPolicy small = TestPolicies.small();
    return TestPolicies.with(
        TestPolicies.with(small, new QualificationRules(
            List.of(new Threshold(10, 20)), List.of(new Threshold(20, 40)), 5, REQUESTS, 40, QualificationRules.USUAL_WITHIN,
            List.of())),
        new SlaRules(List.of(
            sla("call", "call_requested", new Rung(50, LadderAction.REMIND), new Rung(100, LadderAction.QUEUE)),
            sla("demo", "demo_requested", new Rung(50, LadderAction.REMIND), new Rung(80, LadderAction.REMIND),
                new Rung(100, LadderAction.ESCALATE), new Rung(150, LadderAction.REASSIGN), new Rung(300, LadderAction.QUEUE)),
            sla("talk", "talk_requested", new Rung(100, LadderAction.ESCALATE), new Rung(400, LadderAction.QUEUE)),
            sla("slow", "quote_requested", new Rung(100, LadderAction.ESCALATE)),
            sla("standard", "score", new Rung(40, LadderAction.REMIND), new Rung(100, LadderAction.ESCALATE),
                new Rung(150, LadderAction.REASSIGN), new Rung(300, LadderAction.QUEUE)))));
  }

  private static SlaClass sla(String id, String trigger, Rung... ladder) {
    return new SlaClass(id, List.of(trigger), Duration.ofMinutes(MINUTES.get(trigger)), "always", List.of(ladder),
        Duration.ofHours(24));
  }

  /** Lives one life and judges it by what it says and does. */
  private final class Judge {
    private final Random random;
    private final Life life;
    private final Set<String> asked = new HashSet<>();
    private Instant answered = Instant.MIN;
    private int cycle;

    Judge(Random random) {
      this.random = random;
      this.life = new Life(policy(), Life.director(), "rep-a", "rep-b", "rep-c");
      life.now = life.now.plus(Duration.ofMinutes(random.nextInt(20_000)));
      life.desk = new SalesDesk(
          true, life.desk.reps().stream().map(rep -> rep.id().equals("rep-b") ? inTokyo(rep) : rep).toList());
    }

    void live() {
      life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
      for (int i = 0; i < 30; i++) {
        follow();
        switch (random.nextInt(10)) {
          case 0 -> life.passes(Duration.ofMinutes(random.nextInt(5_000)));
          case 1, 2 -> life.passes(Duration.ofMinutes(random.nextInt(150)));
          case 3 -> life.signal("ebook_download");
          case 4 -> inOneDecision();
          case 5 -> answer();
          default -> asks();
        }
      }
    }

    /** What each cycle stands for and when sales answered last, from the journal alone. */
    private void follow() {
      asked.clear();
      answered = Instant.MIN;
      for (JournalEntry entry : life.journal) {
        switch (entry) {
          case JournalEntry.CycleOpened opened -> {
            asked.clear();
            asked.add(opened.handoff().terms().trigger());
            cycle = opened.handoff().cycle();
          }
          case JournalEntry.RequestAdded more -> asked.add(more.signalType());
          case JournalEntry.CycleEnded ended ->
              answered = ended.end().how() == How.UNANSWERED || ended.end().how() == How.REASSIGNED ? answered : ended.end().at();
          default -> {}
        }
      }
    }

    private void answer() {
      Handoff open = life.progress().handoff();
      if (open == null) {
        life.happens(Life.MANAGER, random.nextInt(3) == 0 ? new EventBody.Contacted()
            : new EventBody.OutcomeReported(EventBody.Outcome.RECYCLED, null, null, "no_need", false));
        return;
      }
      life.happens(Life.MANAGER, switch (random.nextInt(5)) {
        case 0 -> new EventBody.PauseAsked(0, "waiting_for_lead", null);
        case 1 -> new EventBody.Snoozed(0, life.now.plus(Duration.ofMinutes(20)));
        case 2 -> new EventBody.Rejected(0, "no_need", false);
        case 3 -> new EventBody.Reassigned(0, null);
        default -> new EventBody.Accepted(0);
      });
    }

    /** A score that crosses its threshold and a request together: one notice, and the terms of the request. */
    private void inOneDecision() {
      boolean before = life.stage().nurtured() && life.progress().recycling().gate() == null;
      int told = life.effects.size();
      String type = REQUESTS.get(random.nextInt(3));
      life.decide(List.of(
          life.event(Life.MARKETING, new EventBody.Engaged("pricing_page_view", Map.of(), false)),
          life.event(Life.MARKETING, new EventBody.Engaged(type, Map.of(), false))));
      if (before) {
        atOnce++;
        Handoff open = life.handoff();
        assertThat(open.terms().trigger()).isEqualTo(type);
        assertThat(open.terms().slaClass()).isEqualTo(CLASSES.get(type));
        assertThat(notices(told)).as("the owner is told once").containsExactly("HANDOFF " + open.owner());
        assertThat(life.written(JournalEntry.StageChanged.class).getLast().evidence().trigger()).isEqualTo("score");
        assertThat(life.written(JournalEntry.RequestAdded.class).getLast().signalType()).isEqualTo(type);
      }
    }

    private void asks() {
      life.passes(Duration.ZERO);
      follow();
      LeadProgress before = life.progress();
      Handoff open = before.handoff();
      String type = REQUESTS.get(random.nextInt(REQUESTS.size()));
      boolean imported = random.nextInt(10) == 0;
      Instant occurred = random.nextInt(5) == 0 ? life.now.minus(Duration.ofMinutes(random.nextInt(60_000))) : life.now;
      int written = life.journal.size();
      int told = life.effects.size();
      LeadEvent event = life.event(Life.MARKETING, new EventBody.Engaged(type, Map.of(), imported));
      life.decide(List.of(new LeadEvent(
          event.row(), event.eventId(), occurred, event.recordedAt(), event.by(), event.body())));
      boolean recent = !imported && !occurred.isBefore(life.now.minus(Duration.ofDays(30)));
      List<JournalEntry> lines = life.journal.subList(written, life.journal.size());
      if (open != null) {
        whileOpen(open, type, recent && occurred.isAfter(answered), lines, notices(told));
        wasTold(lines, standing(open), life.handoff().deadline());
      } else if (before.stage() == Stage.ACCEPTED || before.stage() == Stage.OPPORTUNITY) {
        ofOwner(before, type, recent, lines, notices(told));
      }
    }

    private void whileOpen(Handoff was, String type, boolean counts, List<JournalEntry> lines, List<String> told) {
      Handoff is = life.handoff();
      if (!counts || asked.contains(type)) {
        repeated += counts ? 1 : 0;
        assertThat(is).isEqualTo(was);
        assertThat(told).isEmpty();
        assertThat(lines).noneMatch(JournalEntry.RequestAdded.class::isInstance);
        return;
      }
      added++;
      assertThat(told).containsExactly("REQUESTED " + was.owner());
      assertThat(is.owner()).isEqualTo(was.owner());
      assertThat(is.terms().assignedAt()).isEqualTo(was.terms().assignedAt());
      Instant standing = standing(was);
      Instant due = walk(life.now, MINUTES.get(type), was);
      int longer = MINUTES.get(type) - minutes(was.terms().slaClass());
      boolean byScore = was.terms().trigger().equals("score");
      if (longer < 0 || longer == 0 && byScore || due.isBefore(standing)) {
        raised++;
        overdue += standing.isBefore(life.now) ? 1 : 0;
        pausesEnded += was.clock().pause() == null ? 0 : 1;
        assertThat(is.deadline()).isEqualTo(due.isBefore(standing) ? due : standing);
        assertThat(is.terms().trigger()).isEqualTo(type);
        assertThat(is.terms().slaClass()).isEqualTo(CLASSES.get(type));
        assertThat(is.clock().pause()).isNull();
        assertThat(is.clock().snoozedUntil()).isNull();
        ladder(was, is, type);
      } else {
        assertThat(is.deadline()).isEqualTo(was.deadline());
        assertThat(is.terms().slaClass()).isEqualTo(was.terms().slaClass());
        assertThat(is.terms().trigger()).isEqualTo(was.terms().trigger());
        assertThat(is.ladder()).isEqualTo(was.ladder());
        assertThat(is.clock()).isEqualTo(was.clock());
      }
    }

    /** The line says from when to when, where that moved. */
    private void wasTold(List<JournalEntry> lines, Instant was, Instant is) {
      for (JournalEntry line : lines) {
        if (line instanceof JournalEntry.RequestAdded added) {
          boolean sooner = added.raised() != null && is.isBefore(was);
          assertThat(added.was()).as("before %s", is).isEqualTo(sooner ? was : null);
          moved += sooner ? 1 : 0;
        }
      }
    }

    private void ladder(Handoff was, Handoff is, String type) {
      assertThat(is.ladder().next()).isEqualTo(was.ladder().next());
      assertThat(is.ladder().level()).isEqualTo(was.ladder().level());
      List<PlannedRung> fired = was.ladder().rungs().subList(0, was.ladder().next());
      List<PlannedRung> ahead = is.ladder().ahead();
      assertThat(ahead).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
      for (PlannedRung rung : ahead) {
        assertThat(fired).as("rung before: %s", rung)
            .noneMatch(done -> done.action() == rung.action() && done.percent() >= rung.percent());
      }
      for (PlannedRung rung : was.ladder().ahead()) {
        if (rung.action() != LadderAction.REMIND) {
          Instant latest = shifted(was, rung.at());
          boolean superseded = fired.stream().anyMatch(done -> done.action() == rung.action());
          assertThat(superseded || ahead.stream().anyMatch(now -> now.action() == rung.action() && !now.at().isAfter(latest)))
              .as("%s comes no later than before: %s", rung, ahead).isTrue();
        }
      }
      SlaClass terms = life.policy.sla().named(CLASSES.get(type));
      for (Rung rung : terms.ladder()) {
        Instant at = walk(life.now, MINUTES.get(type) * rung.percent() / 100, is);
        boolean done = fired.stream().anyMatch(other -> other.action() == rung.action() && other.percent() >= rung.percent());
        boolean late = rung.action() == LadderAction.REMIND && !at.isBefore(is.deadline());
        if (!done && !late) {
          assertThat(ahead).as("%s of class %s by %s", rung, terms.id(), at).anyMatch(
              now -> now.action() == rung.action() && now.percent() == rung.percent() && !now.at().isAfter(at));
        }
      }
    }

    private void ofOwner(LeadProgress was, String type, boolean recent, List<JournalEntry> lines, List<String> told) {
      LeadProgress is = life.progress();
      assertThat(is.stage()).isEqualTo(was.stage());
      assertThat(is.handoffs()).isEqualTo(was.handoffs());
      Instant before = was.sales().contactDue();
      assertThat(told).isEqualTo(recent ? List.of("REQUESTED " + was.sales().owner()) : List.of());
      assertThat(lines.stream().filter(JournalEntry.OwnerAsked.class::isInstance)).hasSize(recent ? 1 : 0);
      if (!recent || before == null) {
        assertThat(is.sales().contactDue()).isEqualTo(before);
        return;
      }
      ofOwners++;
      Instant due = walkOf(String.valueOf(was.sales().owner()), life.now, MINUTES.get(type));
      sooner += due.isBefore(before) ? 1 : 0;
      assertThat(is.sales().contactDue()).isEqualTo(due.isBefore(before) ? due : before);
      lines.stream().filter(JournalEntry.ContactAsked.class::isInstance).forEach(line ->
          assertThat(((JournalEntry.ContactAsked) line).was()).isEqualTo(due.isBefore(before) ? before : null));
    }

    private List<String> notices(int from) {
      List<String> told = new ArrayList<>();
      for (Effect effect : life.effects.subList(from, life.effects.size())) {
        if (effect instanceof Effect.Notify notify
            && Set.of(Notice.HANDOFF, Notice.REQUESTED, Notice.QUEUED).contains(notify.notice())) {
          assertThat(notify.cycle()).isPositive();
          told.add(notify.notice() + " " + notify.recipient());
        }
      }
      return told;
    }

    private int minutes(String slaClass) {
      return CLASSES.entrySet().stream().filter(one -> one.getValue().equals(slaClass)).map(one -> MINUTES.get(one.getKey()))
          .findFirst().orElseThrow();
    }

    private Instant standing(Handoff was) {
      return shifted(was, was.deadline());
    }

    /** Where a time stands once a pause it is in is over. */
    private Instant shifted(Handoff was, Instant at) {
      AnswerClock.Pause pause = was.clock().pause();
      if (pause == null || !at.isAfter(pause.since())) {
        return at;
      }
      Instant end = pause.until().isBefore(life.now) ? pause.until() : life.now;
      int left = 0;
      for (Instant minute = pause.since(); minute.isBefore(at); minute = minute.plus(1, ChronoUnit.MINUTES)) {
        left += open(was, minute) ? 1 : 0;
      }
      return walk(end, left, was);
    }

    private Instant walk(Instant from, int minutes, Handoff handoff) {
      return walkOf(handoff.queue() ? "queue" : handoff.owner(), from, minutes);
    }

    private boolean open(Handoff handoff, Instant at) {
      return isOpen(handoff.clock().zone() == null ? "always" : "rep-b", at);
    }
  }

  private static SalesDesk.Rep inTokyo(SalesDesk.Rep rep) {
    SalesDesk.Hours hours =
        new SalesDesk.Hours(null, TOKYO, HoursText.parse(Map.of("mon-fri", List.of("09:00-17:00"))), Set.of());
    return new SalesDesk.Rep(rep.id(), rep.team(), rep.active(), rep.absence(), rep.share(), rep.load(), hours, rep.teamHours(),
        rep.skills(), rep.ownsAccount());
  }

  /** Minute by minute; all instants of these lives are whole minutes. */
  private static Instant walkOf(String owner, Instant from, int minutes) {
    Instant at = from;
    for (int left = minutes; left > 0; at = at.plus(1, ChronoUnit.MINUTES)) {
      left -= isOpen(owner, at) ? 1 : 0;
    }
    return at;
  }

  private static boolean isOpen(@Nullable String owner, Instant at) {
    ZonedDateTime there = at.atZone(TOKYO);
    boolean weekend = there.getDayOfWeek() == DayOfWeek.SATURDAY || there.getDayOfWeek() == DayOfWeek.SUNDAY;
    return !"rep-b".equals(owner) || !weekend && there.getHour() >= 9 && there.getHour() < 17;
  }
}
