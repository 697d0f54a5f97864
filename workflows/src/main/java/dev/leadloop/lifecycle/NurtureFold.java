package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.JournalEntry.SequenceEnded.How;
import dev.leadloop.lifecycle.LeadProgress.SequenceRun;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lines about nurture do to a lead's progress; a part of {@link JournalFold}. */
final class NurtureFold {
  private NurtureFold() {}

  static void begin(ProgressDraft draft, NurturePosition position) {
    stand(draft, position.sequence(), position.sequenceVersion(), position.occurrence(), position);
  }

  static void step(
      ProgressDraft draft, String sequence, int version, int occurrence, @Nullable NurturePosition next) {
    if (draft.nurture == null) {
      throw new IllegalStateException("a step was left, but no sequence runs");
    }
    stand(draft, sequence, version, next == null ? occurrence : next.occurrence(), next);
  }

  private static void stand(
      ProgressDraft draft, String sequence, int version, int occurrence, @Nullable NurturePosition position) {
    draft.nurture = position;
    draft.sequenceRuns.put(Nurturing.key(sequence, version), new SequenceRun(occurrence, position));
  }

  /** A sequence that may be taken up again is so at the mail it owes. */
  static void end(ProgressDraft draft, JournalEntry.SequenceEnded ended) {
    NurturePosition position = draft.nurture;
    if (position == null) {
      throw new IllegalStateException("a sequence ended, but none runs");
    }
    List<HeldMail> owed = draft.held.stream().filter(mail -> of(mail, position)).toList();
    NurturePosition left =
        owed.isEmpty()
            ? position
            : new NurturePosition(
                position.sequence(), position.sequenceVersion(), owed.get(0).occurrence(), owed.get(0).step(),
                position.mails() - owed.size(), position.enrolledAt(), position.since(), position.dueAt());
    draft.sequenceRuns.put(
        Nurturing.key(position.sequence(), position.sequenceVersion()),
        new SequenceRun(position.occurrence(), ended.how() == How.STOPPED ? left : null));
    draft.held = draft.held.stream().filter(mail -> !of(mail, position)).toList();
    draft.nurture = null;
  }

  static void hold(ProgressDraft draft, HeldMail mail, Instant at) {
    List<HeldMail> held = new ArrayList<>(draft.held.stream().filter(other -> !other.same(mail)).toList());
    held.add(mail);
    draft.held = held;
    shift(draft, mail, Duration.between(at, mail.until()));
  }

  /** What follows waits as long as the mail was held, no longer. */
  static void retry(ProgressDraft draft, HeldMail mail, Instant at) {
    draft.held = draft.held.stream().filter(other -> !other.same(mail)).toList();
    if (at.isBefore(mail.until())) {
      shift(draft, mail, Duration.between(mail.until(), at));
    }
  }

  private static void shift(ProgressDraft draft, HeldMail mail, Duration time) {
    NurturePosition position = draft.nurture;
    if (position != null && of(mail, position)) {
      begin(draft, position.dueAt(position.dueAt().plus(time)));
    }
  }

  private static boolean of(HeldMail mail, NurturePosition position) {
    return mail.sequence().equals(position.sequence()) && mail.sequenceVersion() == position.sequenceVersion();
  }
}
