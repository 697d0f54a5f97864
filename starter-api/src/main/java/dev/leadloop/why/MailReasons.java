package dev.leadloop.why;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.words.NoMail;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.SendingTimes;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.view.LeadReadStore.Current;
import dev.leadloop.view.TimelineStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads out of a nurtured lead's place in its sequence when mail comes, what moved it, or why no sequence runs. */
@Component
class MailReasons {
  private final SequencePauses pauses;
  private final TimelineStore timeline;

  MailReasons(SequencePauses pauses, TimelineStore timeline) {
    this.pauses = pauses;
    this.timeline = timeline;
  }

  /** The reasons, a sentence each; none for a lead that is not nurtured at all. */
  List<Because> of(LeadRecord lead, Current current, LeadPolicy policy) {
    LeadProgress progress = current.progress();
    if (!progress.stage().nurtured()) {
      return List.of();
    }
    NurturePosition position = progress.nurture().position();
    List<Because> reasons = new ArrayList<>();
    String withheld = progress.withheld();
    if (withheld != null) {
      reasons.add(new Because(
          "withheld",
          Sentences.capital(NoMail.byRule(withheld)) + ", for as long as that rule holds; what the lead asks for still reaches a"
              + " person",
          null));
    }
    if (position != null) {
      reasons.addAll(running(lead, position, policy, !progress.nurture().standsStill()));
    } else if (withheld == null || timeline.lastEnd(lead.leadId()).isPresent()) {
      reasons.add(noSequence(lead, progress));
    }
    return reasons;
  }

  private List<Because> running(LeadRecord lead, NurturePosition position, LeadPolicy policy, boolean goesOn) {
    List<Because> reasons = new ArrayList<>();
    timeline.lastMisplaced(lead.leadId())
        .filter(moved -> !position.since().isAfter(moved.at()))
        .ifPresent(moved -> reasons.add(new Because("rolled-out", "A rollout has put it there: " + words(moved.entry()), null)));
    String sequence = "'" + position.sequence() + "'";
    boolean paused = pauses.find(position.sequence())
        .map(pause -> reasons.add(new Because(
            "sequence-paused",
            "No mail of " + sequence + " while it is paused: by " + pause.by() + " since " + Sentences.time(pause.at()) + " ("
                + pause.why() + ")",
            null)))
        .isPresent();
    Sequence found = policy.sequences().get(position.sequence());
    Step step = found == null ? null : found.step(position.step());
    // Of a mail that does not go then, no hour is to be told.
    if (goesOn && !paused && step instanceof Step.Send send) {
      addMoved(reasons, position, send, lead.profile(), policy.nurture());
    }
    String until = goesOn ? " until " + Sentences.time(position.dueAt()) : "";
    reasons.add(new Because(
        "nurtured", "Nurtured by " + sequence + ": it stands at '" + position.step() + "'" + until,
        goesOn ? position.dueAt() : null));
    return reasons;
  }

  private static void addMoved(
      List<Because> reasons, NurturePosition position, Step.Send send, LeadProfile profile, NurtureRules rules) {
    Instant wanted = position.since().plus(send.after());
    String closed = SendingTimes.closed(rules, profile, wanted);
    if (closed != null && position.dueAt().equals(SendingTimes.next(rules, profile, wanted))) {
      reasons.add(new Because(
          "sending-hours",
          "The mail '" + send.label() + "' waits from " + Sentences.time(wanted) + " to " + Sentences.time(position.dueAt())
              + ": " + closed,
          position.dueAt()));
    }
  }

  private Because noSequence(LeadRecord lead, LeadProgress progress) {
    return timeline.lastEnd(lead.leadId())
        .map(end -> new Because("no-sequence", "No sequence runs: " + words(end.entry()) + ", " + Sentences.time(end.at()), null))
        .orElseGet(() -> new Because(
            "no-sequence", "No sequence runs: none has begun in its stage, " + progress.stage().words(), null));
  }

  private static String words(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.SequenceEnded ended -> "'" + ended.sequence() + "' ended: " + ended.why();
      case JournalEntry.OfNurture other -> Sentences.of(other);
      case JournalEntry.OfLead other -> Sentences.of(other);
      case JournalEntry.OfHandoff other -> Sentences.of(other);
      case JournalEntry.OfSales other -> Sentences.of(other);
      case JournalEntry.OfPerson other -> Sentences.of(other);
    };
  }
}
