package dev.leadloop.simulation;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.handoff.AnswerDeadline;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.simulation.SalesModel.Offer;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sales is about to say of one lead, by the model of its world. */
final class SalesWorld {
  private static final BusinessCalendar ALWAYS = new BusinessCalendar("", ZoneOffset.UTC, Map.of(), Set.of(), true);

  private final World world;
  private final String lead;
  private @Nullable Word answer;
  private @Nullable Word contact;
  private @Nullable BusinessCalendar calendar;

  SalesWorld(World world, String lead) {
    this.world = world;
    this.lead = lead;
  }

  /**
   * What somebody says.
   *
   * @param kind what it is about, for the id of the event
   * @param cycle the handoff it is about
   */
  record Word(String kind, Instant at, Principal by, int cycle, EventBody body) {}

  /** A lead that sales has already is answered for from then on. */
  void take(@Nullable LeadProgress progress, Instant from) {
    if (progress != null && progress.handoff() != null) {
      offered(progress.handoff(), from);
    } else if (progress != null && progress.sales().contactDue() != null && progress.sales().owner() != null) {
      asked(progress.sales().owner(), progress.handoffs().cycles(), from, progress.sales().contactDue());
    }
  }

  /** When the next of it is said; null where nothing is. */
  @Nullable Instant next() {
    if (answer == null || contact != null && contact.at().isBefore(answer.at())) {
      return contact == null ? null : contact.at();
    }
    return answer.at();
  }

  /** What is said by then, unless it is too late for it. */
  List<Word> said(Instant now, @Nullable LeadProgress progress) {
    List<Word> said = new ArrayList<>();
    Word first = answer;
    if (first != null && !first.at().isAfter(now)) {
      answer = null;
      Handoff open = progress == null ? null : progress.handoff();
      if (open != null && open.cycle() == first.cycle() && open.owner().equals(first.by().id())) {
        said.add(first);
      }
    }
    Word second = contact;
    if (second != null && !second.at().isAfter(now)) {
      contact = null;
      if (progress != null && progress.sales().contactDue() != null && second.by().id().equals(progress.sales().owner())) {
        said.add(second);
      }
    }
    return said;
  }

  /** Makes up its mind about what a decision brought. */
  void heard(Decision decision) {
    LeadProgress progress = Objects.requireNonNull(decision.next().progress());
    for (Decision.Noted noted : decision.journal()) {
      switch (noted.entry()) {
        case JournalEntry.OfHandoff line -> heard(line, progress, decision.at());
        case JournalEntry.ContactAsked asked ->
            asked(asked.owner(), progress.handoffs().cycles(), decision.at(), asked.dueAt());
        case JournalEntry.OfSales ignored -> {}
        case JournalEntry.OfLead ignored -> {}
        case JournalEntry.OfNurture ignored -> {}
        case JournalEntry.OfPerson ignored -> {}
      }
    }
  }

  private void heard(JournalEntry.OfHandoff line, LeadProgress progress, Instant at) {
    switch (line) {
      case JournalEntry.CycleOpened ignored -> offered(progress.handoff(), at);
      case JournalEntry.OwnerChanged ignored -> offered(progress.handoff(), at);
      case JournalEntry.RequestAdded ignored -> raised(progress.handoff(), at);
      case JournalEntry.CycleEnded ignored -> answer = progress.handoff() == null ? null : answer;
      case JournalEntry.RungFired ignored -> {}
      case JournalEntry.ClockPaused ignored -> {}
      case JournalEntry.ClockResumed ignored -> {}
      case JournalEntry.RemindersPutOff ignored -> {}
      case JournalEntry.RemindersDue ignored -> {}
      case JournalEntry.OwnerAwayNoted ignored -> {}
    }
  }

  private void raised(@Nullable Handoff handoff, Instant at) {
    if (handoff != null && answer != null && answer.at().isAfter(handoff.deadline())) {
      offered(handoff, at);
    }
  }

  private void offered(@Nullable Handoff handoff, Instant from) {
    answer = null;
    if (handoff == null || handoff.queue()) {
      return;
    }
    LeadPolicy policy = world.policy();
    calendar = HandingOver.calendar(policy, handoff);
    SlaClass terms = policy.sla().named(handoff.terms().slaClass());
    Instant due = handoff.deadline().isAfter(from) ? handoff.deadline() : AnswerDeadline.of(terms, calendar, from);
    Offer offer = new Offer(lead, handoff.cycle(), handoff.owner(), from, due, calendar);
    SalesModel.Answer planned = world.sales().answer(offer, policy, world.seed());
    if (planned != null) {
      answer = new Word("answer", planned.at(), rep(handoff.owner()), handoff.cycle(), planned.body());
    }
  }

  private void asked(String owner, int cycle, Instant from, Instant due) {
    BusinessCalendar counted = calendar;
    if (counted == null || !counted.plus(from, Duration.ZERO).isBefore(due)) {
      counted = ALWAYS;
    }
    Instant at = world.sales().contact(new Offer(lead, cycle, owner, from, due.isAfter(from) ? due : from, counted),
        world.seed());
    contact = at == null ? null : new Word("contact", at, rep(owner), cycle, new EventBody.Contacted());
  }

  private static Principal rep(String id) {
    return new Principal(Principal.Kind.REP, id);
  }
}
