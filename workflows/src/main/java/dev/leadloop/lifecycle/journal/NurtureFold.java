package dev.leadloop.lifecycle.journal;

import dev.leadloop.lifecycle.journal.JournalEntry.SequenceEnded.How;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lines about nurture do to a lead's progress in it; a part of {@link JournalFold}. */
final class NurtureFold {
  private NurtureFold() {}

  static NurtureProgress after(NurtureProgress before, JournalEntry.OfNurture entry, Instant at) {
    return switch (entry) {
      case JournalEntry.SequenceStarted started -> begun(before, started);
      case JournalEntry.SequenceSkipped ignored -> before;
      case JournalEntry.StepSent sent -> sent(before, sent);
      case JournalEntry.MailOrdered ignored -> before;
      case JournalEntry.StepTaken taken ->
          stepped(before, SequenceRun.key(taken.sequence(), taken.sequenceVersion()), taken.occurrence(), taken.next());
      case JournalEntry.SequenceMoved moved -> moved(before, moved.position());
      case JournalEntry.SequenceEnded ended -> ended(before, ended);
      case JournalEntry.MailHeld held -> held(before, held.mail(), at);
      case JournalEntry.MailRetried retried -> retried(before, retried.mail(), at);
      case JournalEntry.SendSettled settled -> settled(before, settled);
      case JournalEntry.ConfirmationAsked ignored -> before;
      case JournalEntry.NurtureWaits waits -> before.waitingForConsent(waits.why() != null);
      case JournalEntry.NurtureWithheld withheld -> before.withheldFor(withheld.why());
    };
  }

  private static NurtureProgress begun(NurtureProgress before, JournalEntry.SequenceStarted started) {
    NurturePosition position = started.position();
    SequenceRun run = before.run(key(position));
    int since = started.begun() ? position.occurrence() : run.since();
    return standing(before, position, since, started.again() ? Map.of() : run.had());
  }

  private static NurtureProgress moved(NurtureProgress before, NurturePosition position) {
    SequenceRun run = before.run(key(position));
    return standing(before, position, run.since(), run.had());
  }

  private static NurtureProgress standing(
      NurtureProgress before, NurturePosition position, int since, Map<String, Integer> had) {
    return before.at(position).with(key(position), new SequenceRun(position.occurrence(), position, since, had));
  }

  private static NurtureProgress sent(NurtureProgress before, JournalEntry.StepSent sent) {
    String key = SequenceRun.key(sent.sequence(), sent.sequenceVersion());
    NurtureProgress after = stepped(before, key, sent.occurrence(), sent.next());
    Map<String, Integer> had = new HashMap<>(after.run(key).had());
    had.put(sent.step(), sent.occurrence());
    return after.with(key, after.run(key).having(had));
  }

  private static NurtureProgress stepped(
      NurtureProgress before, String key, int occurrence, @Nullable NurturePosition next) {
    if (before.position() == null) {
      throw new IllegalStateException("a step was left, but no sequence runs");
    }
    SequenceRun run = before.run(key);
    return before.at(next).with(
        key, new SequenceRun(next == null ? occurrence : next.occurrence(), next, run.since(), run.had()));
  }

  /** A sequence that may be taken up again is so at the mail it owes. */
  private static NurtureProgress ended(NurtureProgress before, JournalEntry.SequenceEnded ended) {
    NurturePosition position = before.position();
    if (position == null) {
      throw new IllegalStateException("a sequence ended, but none runs");
    }
    List<HeldMail> owed = before.held().stream().filter(mail -> of(mail, position)).toList();
    NurturePosition left =
        owed.isEmpty()
            ? position
            : new NurturePosition(
                position.sequence(), position.sequenceVersion(), owed.get(0).occurrence(), owed.get(0).step(),
                position.mails() - owed.size(), position.enrolledAt(), position.since(), position.dueAt());
    NurtureProgress after = dropped(before, owed);
    SequenceRun run = after.run(key(position));
    return after
        .at(null)
        .holding(before.held().stream().filter(mail -> !of(mail, position)).toList())
        .with(
            key(position),
            new SequenceRun(position.occurrence(), ended.how() == How.STOPPED ? left : null, run.since(), run.had()));
  }

  /** Sales has the lead, or its life is over: what was held is not tried again. */
  static NurtureProgress dropHeld(NurtureProgress before) {
    return before.held().isEmpty() ? before : dropped(before, before.held()).holding(List.of());
  }

  /** A mail that the ledger settled as held for good or refused has not been had. */
  private static NurtureProgress settled(NurtureProgress before, JournalEntry.SendSettled settled) {
    Integer version = settled.sequenceVersion();
    Integer occurrence = settled.occurrence();
    boolean lost = settled.state().equals("HELD") || settled.state().equals("REJECTED");
    return lost && version != null && occurrence != null
        ? lost(before, SequenceRun.key(settled.sequence(), version), settled.step(), occurrence)
        : before;
  }

  private static NurtureProgress dropped(NurtureProgress before, List<HeldMail> mails) {
    NurtureProgress after = before;
    for (HeldMail mail : mails) {
      after = lost(after, SequenceRun.key(mail.sequence(), mail.sequenceVersion()), mail.step(), mail.occurrence());
    }
    return after;
  }

  private static NurtureProgress lost(NurtureProgress before, String key, String step, int occurrence) {
    Map<String, Integer> had = new HashMap<>(before.run(key).had());
    return had.remove(step, occurrence) ? before.with(key, before.run(key).having(had)) : before;
  }

  private static String key(NurturePosition position) {
    return SequenceRun.key(position.sequence(), position.sequenceVersion());
  }

  private static NurtureProgress held(NurtureProgress before, HeldMail mail, Instant at) {
    List<HeldMail> held = new ArrayList<>(without(before, mail));
    held.add(mail);
    return shifted(before.holding(held), mail, Duration.between(at, mail.until()));
  }

  /** What follows waits as long as the mail was held, no longer. */
  private static NurtureProgress retried(NurtureProgress before, HeldMail mail, Instant at) {
    NurtureProgress after = before.holding(without(before, mail));
    return at.isBefore(mail.until()) ? shifted(after, mail, Duration.between(mail.until(), at)) : after;
  }

  private static List<HeldMail> without(NurtureProgress before, HeldMail mail) {
    return before.held().stream().filter(other -> !other.same(mail)).toList();
  }

  private static NurtureProgress shifted(NurtureProgress before, HeldMail mail, Duration time) {
    NurturePosition position = before.position();
    return position != null && of(mail, position)
        ? moved(before, position.dueAt(position.dueAt().plus(time)))
        : before;
  }

  private static boolean of(HeldMail mail, NurturePosition position) {
    return mail.sequence().equals(position.sequence()) && mail.sequenceVersion() == position.sequenceVersion();
  }
}
