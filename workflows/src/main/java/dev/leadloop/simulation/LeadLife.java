package dev.leadloop.simulation;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.routing.SalesDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lends one lead a virtual clock, as its workflow lends it a real one: wakes it when something comes in or is due, has the
 * decision made, and carries out in its world what the decision asks for. It decides nothing itself.
 */
final class LeadLife {
  /** How often a lead that has something to do but does not do it is looked at again at once; see the workflow of a lead. */
  private static final int FRUITLESS_LOOKS = 3;
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  /** No life in use comes near it: what does goes round in circles. */
  private static final int MOST_DECISIONS = 20_000;

  private static final Comparator<LeadEvent> BY_RECORDING =
      Comparator.comparing(LeadEvent::recordedAt).thenComparingLong(LeadEvent::row);

  private final PlayedLead lead;
  private final World world;
  private final Watcher watcher;
  private final MailWorld mails;
  private final SalesWorld sales;
  private final PriorityQueue<LeadEvent> agenda = new PriorityQueue<>(BY_RECORDING);
  private final List<LeadEvent> quiet = new ArrayList<>();
  private final List<DeskChange> changes = new ArrayList<>();
  private List<LeadEvent> taken = List.of();
  private LeadState state;
  private @Nullable Due due;
  private @Nullable Instant lookAgain;
  private Instant now;
  private long row;
  private int decisions;
  private int fruitless;
  private boolean needsDesk;
  private boolean over;

  LeadLife(PlayedLead lead, World world, Watcher watcher) {
    this.lead = lead;
    this.world = world;
    this.watcher = watcher;
    this.state = lead.state();
    this.now = world.from();
    this.mails = new MailWorld(lead, world.policy());
    this.sales = new SalesWorld(world, lead.state().leadId().value());
    agenda.addAll(lead.told());
    row = lead.told().stream().mapToLong(LeadEvent::row).max().orElse(0);
    if (state.progress() != null) {
      begin();
    }
  }

  /** A lead that was decided before goes on by the policy that is played. */
  private void begin() {
    if (lead.policyVersion() == world.policy().version()) {
      lookAgain = now;
    } else {
      agenda.add(event("play-policy", now, Principal.SYSTEM, new EventBody.RolledOut(world.policy().version())));
    }
    sales.take(state.progress(), now);
  }

  /** Lives on by itself until an owner must be assigned, or to the end. */
  void liveAhead() {
    try {
      while (!over && !needsDesk && wake()) {
        Decision decision = LeadLifecycle.decide(state, taken, world.policy(), SalesDesk.UNSEEN, now);
        if (decision.needsDesk()) {
          needsDesk = true;
        } else {
          take(decision);
        }
      }
      over |= !needsDesk;
    } catch (RuntimeException broken) {
      fail(broken);
    }
  }

  /** Makes the decision that needs the desk. */
  void decideWith(SalesDesk desk) {
    needsDesk = false;
    try {
      take(LeadLifecycle.decide(state, taken, world.policy(), desk, now));
    } catch (RuntimeException broken) {
      fail(broken);
    }
  }

  private void fail(RuntimeException broken) {
    over = true;
    needsDesk = false;
    watcher.failed(now, broken.getClass().getSimpleName() + ": " + broken.getMessage());
  }

  /** Whether nothing more happens to the lead. */
  boolean over() {
    return over;
  }

  /** By when it needs the desk, where it does; else how far it has come. */
  Instant now() {
    return now;
  }

  /** The instant before which nothing happens to it; null where nothing more does. */
  @Nullable Instant wakesAt() {
    Instant first = earlier(agenda.isEmpty() ? null : agenda.peek().recordedAt(), due == null ? null : due.at());
    first = earlier(first, earlier(sales.next(), lookAgain));
    if (first == null) {
      return null;
    }
    Instant at = first.isBefore(now) ? now : first;
    return at.isBefore(world.until()) ? at : null;
  }

  /** What it has done to the desk since it was last asked, in order. */
  List<DeskChange> takeChanges() {
    List<DeskChange> done = List.copyOf(changes);
    changes.clear();
    return done;
  }

  @Nullable String accountOwner() {
    return lead.accountOwner();
  }

  private boolean wake() {
    Instant at = wakesAt();
    if (at == null) {
      return false;
    }
    now = at;
    lookAgain = null;
    List<LeadEvent> events = new ArrayList<>(quiet);
    quiet.clear();
    while (!agenda.isEmpty() && !agenda.peek().recordedAt().isAfter(now)) {
      events.add(agenda.remove());
    }
    for (SalesWorld.Word word : sales.said(now, state.progress())) {
      events.add(event("play-" + word.kind(), word.at(), word.by(), word.body()));
    }
    taken = events;
    return true;
  }

  private void take(Decision decision) {
    if (++decisions > MOST_DECISIONS) {
      throw new IllegalStateException("more than " + MOST_DECISIONS + " decisions");
    }
    LeadProgress before = state.progress();
    state = decision.next();
    due = decision.due();
    taken = List.of();
    boolean nothing = decision.journal().isEmpty();
    fruitless = nothing ? fruitless + 1 : 0;
    if (due != null && !due.at().isAfter(now) && fruitless >= FRUITLESS_LOOKS) {
      lookAgain = now.plus(LOOK_AGAIN);
      due = null;
    }
    if (nothing) {
      return;
    }
    watcher.decided(decision);
    note(before, decision);
    sales.heard(decision);
    carryOut(decision);
  }

  private void note(@Nullable LeadProgress before, Decision decision) {
    if (decision.journal().stream().noneMatch(line -> ofDesk(line.entry()))) {
      return;
    }
    LeadProgress progress = before;
    for (Decision.Noted noted : decision.journal()) {
      JournalEntry entry = noted.entry();
      if (ofDesk(entry)) {
        changes.add(new DeskChange(now, progress, entry));
      }
      progress = JournalFold.apply(progress, entry, decision.at());
    }
  }

  private static boolean ofDesk(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.OfHandoff ignored -> true;
      case JournalEntry.OfSales ignored -> true;
      case JournalEntry.OfLead ignored -> false;
      case JournalEntry.OfNurture ignored -> false;
      case JournalEntry.OfPerson ignored -> false;
    };
  }

  private void carryOut(Decision decision) {
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.SendEmail mail -> deliver(mail);
        case Effect.AskConfirmation asked -> deliver(MailWorld.confirmation(decision.next().seq(), asked));
        case Effect.Notify ignored -> {}
      }
    }
  }

  /** As sending does: what waits is told at once, what is settled with whatever wakes the lead next. */
  private void deliver(Effect.SendEmail mail) {
    LeadProgress progress = state.progress();
    if (progress == null) {
      return;
    }
    MailWorld.Sent sent = mails.deliver(mail, state.profile(), progress, now);
    if (sent == null) {
      return;
    }
    watcher.mail(now, mail, sent.hold());
    LeadEvent told = event("play-mail", now, Principal.SYSTEM, sent.told());
    if (sent.told() instanceof EventBody.SendHeld) {
      agenda.add(told);
    } else {
      quiet.add(told);
    }
  }

  private LeadEvent event(String id, Instant at, Principal by, EventBody body) {
    row++;
    return new LeadEvent(row, id + "-" + row, at, at, by, body);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }
}
