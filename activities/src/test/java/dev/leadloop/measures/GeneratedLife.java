package dev.leadloop.measures;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.routing.RoutingLog;
import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.sla.SlaLevel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One life made up by chance: its journal up to an instant, as decisions would have written it, and what stands beside it. */
final class GeneratedLife {
  static final int SELLERS = 40;
  private static final List<String> SIGNALS =
      List.of("pricing_page_view", "webinar_attended", "ebook_download", "blog_view", "case_study_view", "calculator_used");
  private static final List<String> SAID_NO = List.of("not_now", "no_budget", "no_authority", "no_need", "unreachable");
  private static final List<String> MADE_READY =
      List.of(HandoffTrigger.SCORE, HandoffTrigger.SCORE, HandoffTrigger.SCORE, "product", "account");
  private static final List<String> ASKED =
      List.of(HandoffTrigger.SCORE, "demo_requested", "contact_sales", "pricing_requested", "review");
  private static final List<String> SEQUENCES = List.of("welcome", "course", "evaluation", "product");

  final String id;
  final Instant entered;
  final List<JournalLine> lines = new ArrayList<>();
  final List<SignalRow> signals = new ArrayList<>();
  final List<Told> told = new ArrayList<>();
  final List<Mail> mails = new ArrayList<>();
  final Random random;
  private final Instant now;
  private Instant at;
  private long seq;
  private int n;
  private Stage stage = Stage.NURTURING;
  private int cycle;
  private boolean over;

  /** A signal, and when it was stored. */
  record SignalRow(String event, String type, Instant at) {}

  /** The notice of a handoff; the effect's number in its decision is 0. */
  record Told(long seq, int cycle, Instant ordered, @Nullable Instant done) {}

  /** A mail that was ordered. */
  record Mail(long seq, int n, String sequence, int occurrence, String step, Instant at) {}

  GeneratedLife(String id, Instant entered, Instant now, Random random) {
    this.id = id;
    this.entered = entered;
    this.now = now;
    this.random = random;
    this.at = entered;
    live();
  }

  private void live() {
    decide(Duration.ZERO);
    write(Principal.SYSTEM, "intake", new JournalEntry.Entered("google"));
    nurtured(1);
    int rounds = 0;
    while (!over && rounds++ < 3 && random.nextInt(100) < (rounds == 1 ? 55 : 70)) {
      if (stage == Stage.NURTURING && random.nextInt(3) > 0) {
        signalled(of(SIGNALS));
        move(Stage.MQL, Principal.SYSTEM, of(MADE_READY), last());
        if (random.nextInt(10) == 0) {
          decide(Duration.ofHours(1 + random.nextInt(900)));
          move(Stage.NURTURING, Principal.SYSTEM, null, null);
        }
      }
      if (random.nextInt(100) < 55) {
        sold();
      } else {
        decide(Duration.ofHours(random.nextInt(2_000)));
      }
    }
    if (!over && random.nextInt(200) == 0) {
      decide(Duration.ofHours(random.nextInt(5_000)));
      write(Principal.SYSTEM, null, new JournalEntry.ErasureNoted());
      move(Stage.ERASED, Principal.SYSTEM, null, null);
    }
  }

  private void nurtured(int occurrence) {
    String sequence = of(SEQUENCES);
    int steps = random.nextInt(6);
    write(Principal.SYSTEM, "intake",
        new JournalEntry.SequenceStarted(place(sequence, occurrence, "mail-0"), true, false));
    for (int i = 0; i < steps && !over; i++) {
      if (random.nextInt(2) == 0) {
        signalled(of(SIGNALS));
      }
      decide(Duration.ofHours(20 + random.nextInt(150)));
      NurturePosition next = place(sequence, occurrence, "mail-" + (i + 1));
      if (i == 1) {
        write(Principal.SYSTEM, null, new JournalEntry.StepTaken(
            sequence, 1, occurrence, "split", "drawn: " + (random.nextBoolean() ? "short" : "long"), next));
      }
      if (write(Principal.SYSTEM, null, new JournalEntry.StepSent(sequence, 1, occurrence, "mail-" + i, "Mail " + i, next))) {
        mails.add(new Mail(seq, n - 1, sequence, occurrence, "mail-" + i, at));
      }
    }
  }

  private NurturePosition place(String sequence, int occurrence, String step) {
    return new NurturePosition(sequence, 1, occurrence, step, 0, at, at, at.plus(Duration.ofDays(3)));
  }

  private void sold() {
    String trigger = of(ASKED);
    signalled(trigger.contains("_") ? trigger : of(SIGNALS));
    Stage from = stage;
    String cause = last();
    open(trigger, cause);
    if (from != Stage.SALES_QUALIFIED) {
      move(Stage.SALES_QUALIFIED, Principal.SYSTEM, trigger, cause);
    }
    while (!over) {
      Principal owner = owner();
      int luck = random.nextInt(100);
      decide(Duration.ofMinutes(5 + random.nextInt(random.nextInt(4) == 0 ? 6_000 : 400)));
      if (luck < 60) {
        end(How.ACCEPTED, owner, null);
        move(Stage.ACCEPTED, owner, null, last());
        accepted(owner);
        return;
      } else if (luck < 82) {
        String reason = of(SAID_NO);
        end(luck < 75 ? How.REJECTED : How.RETURNED, owner, reason);
        write(owner, last(), new JournalEntry.Recycled(reason, true, new RecycleGate(at, 20, null, null, "welcome")));
        move(random.nextInt(8) == 0 ? Stage.DISQUALIFIED : Stage.NURTURING, owner, null, last());
        return;
      } else if (luck < 92) {
        end(How.UNANSWERED, Principal.SYSTEM, null);
        open(trigger, null);
      } else if (luck < 95) {
        end(How.REASSIGNED, new Principal(Principal.Kind.MANAGER, "boss"), null);
        open(trigger, null);
      } else {
        write(Principal.SYSTEM, null, new JournalEntry.OwnerChanged(cycle, "queue", true, "nobody answered", null, null));
      }
    }
  }

  private void accepted(Principal owner) {
    if (random.nextInt(5) > 0) {
      decide(Duration.ofHours(1 + random.nextInt(100)));
      write(owner, last(), new JournalEntry.ContactMade(at));
    }
    if (random.nextInt(2) == 0) {
      decide(Duration.ofHours(1 + random.nextInt(900)));
      told(owner, Outcome.OPPORTUNITY, Stage.OPPORTUNITY);
    }
    if (random.nextInt(10) < 7) {
      decide(Duration.ofHours(24 + random.nextInt(2_500)));
      boolean won = random.nextInt(10) < (stage == Stage.OPPORTUNITY ? 6 : 2);
      told(owner, won ? Outcome.WON : Outcome.LOST, won ? Stage.WON : Stage.LOST);
      if (!won && random.nextInt(3) == 0) {
        decide(Duration.ofDays(90));
        move(Stage.NURTURING, Principal.SYSTEM, null, null);
      } else {
        over = true;
      }
    } else {
      over = true;
    }
  }

  private void told(Principal owner, Outcome outcome, Stage to) {
    boolean valued = random.nextInt(10) > 0;
    write(owner, last(), new JournalEntry.OutcomeNoted(
        outcome.name(), valued ? BigDecimal.valueOf(10_000L + random.nextInt(5_000_000), 2) : null,
        valued ? of(List.of("EUR", "EUR", "USD", "GBP")) : null, outcome == Outcome.LOST ? of(SAID_NO) : null));
    move(to, owner, null, last());
  }

  private Principal owner() {
    return new Principal(Principal.Kind.REP, "seller-" + Math.floorMod(id.hashCode() + cycle, SELLERS));
  }

  private void open(String trigger, @Nullable String cause) {
    cycle++;
    Handoff handoff = new Handoff(
        cycle, owner().id(), false,
        new Handoff.Terms(trigger, trigger.contains("_") ? "direct" : "standard", at, List.of()),
        at.plus(Duration.ofHours(4)), new Handoff.Ladder(List.of(), 0, SlaLevel.ON_TRACK), Handoff.Tried.NOBODY,
        AnswerClock.of("office", Hours.OF_POLICY, null, null));
    if (write(Principal.SYSTEM, cause, new JournalEntry.CycleOpened(handoff, new RoutingLog("turn", List.of(), List.of())))) {
      Instant done = at.plusSeconds(2 + random.nextInt(200));
      told.add(new Told(seq, cycle, at, random.nextInt(50) == 0 || done.isAfter(now) ? null : done));
    }
  }

  private void end(How how, Principal by, @Nullable String reason) {
    write(by, "answer-" + seq,
        new JournalEntry.CycleEnded(new EndedCycle(cycle, owner().id(), how, by.toString(), at, reason), null));
  }

  private @Nullable String last() {
    return lines.getLast().causeEventId();
  }

  private void signalled(String type) {
    decide(Duration.ofHours(1 + random.nextInt(300)));
    String event = "event-" + seq;
    if (write(new Principal(Principal.Kind.MARKETING, "site"), event, new JournalEntry.SignalRecorded(type, at))) {
      signals.add(new SignalRow(event, type, at));
    }
  }

  private void move(Stage to, Principal by, @Nullable String trigger, @Nullable String cause) {
    JournalEntry.Evidence evidence =
        trigger == null ? null : new JournalEntry.Evidence(trigger, 70, 60, 40, 30, "A", List.of("event-1"), List.of());
    if (write(by, cause, new JournalEntry.StageChanged(stage, to, "so it is", evidence))) {
      stage = to;
    }
  }

  private void decide(Duration later) {
    at = at.plus(later).plusMillis(random.nextInt(60_000));
    seq++;
    n = 0;
    over = over || at.isAfter(now);
  }

  private boolean write(Principal by, @Nullable String cause, JournalEntry entry) {
    if (over) {
      return false;
    }
    lines.add(new JournalLine(seq, n++, at, by, cause, 1 + (at.isAfter(now.minus(Duration.ofDays(200))) ? 1 : 0), entry));
    return true;
  }

  private <T> T of(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** Where it stands at the end. */
  Stage stage() {
    return stage;
  }

  /** The number of its last decision. */
  long decisions() {
    return lines.getLast().seq();
  }

}
