package dev.leadloop.lifecycle.journal;

import dev.leadloop.lifecycle.journal.JournalEntry.SequenceEnded.How;
import dev.leadloop.lifecycle.journal.LeadProgress.SequenceRun;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lines about nurture do to a lead's progress; a part of {@link JournalFold}. */
final class NurtureFold {
  private NurtureFold() {}

  private static final SequenceRun NONE = new SequenceRun(0, null, 0, Map.of());

  static void begin(ProgressDraft draft, JournalEntry.SequenceStarted started) {
    NurturePosition position = started.position();
    SequenceRun run = run(draft, key(position));
    int since = started.begun() ? position.occurrence() : run.since();
    stand(draft, position, since, started.again() ? Map.of() : run.had());
  }

  static void move(ProgressDraft draft, NurturePosition position) {
    SequenceRun run = run(draft, key(position));
    stand(draft, position, run.since(), run.had());
  }

  private static void stand(ProgressDraft draft, NurturePosition position, int since, Map<String, Integer> had) {
    draft.nurture = position;
    draft.sequenceRuns.put(key(position), new SequenceRun(position.occurrence(), position, since, had));
  }

  static void sent(ProgressDraft draft, JournalEntry.StepSent sent) {
    step(draft, sent.sequence(), sent.sequenceVersion(), sent.occurrence(), sent.next());
    Map<String, Integer> had = new HashMap<>(run(draft, SequenceRun.key(sent.sequence(), sent.sequenceVersion())).had());
    had.put(sent.step(), sent.occurrence());
    had(draft, SequenceRun.key(sent.sequence(), sent.sequenceVersion()), had);
  }

  static void step(
      ProgressDraft draft, String sequence, int version, int occurrence, @Nullable NurturePosition next) {
    if (draft.nurture == null) {
      throw new IllegalStateException("a step was left, but no sequence runs");
    }
    SequenceRun run = run(draft, SequenceRun.key(sequence, version));
    draft.nurture = next;
    draft.sequenceRuns.put(
        SequenceRun.key(sequence, version),
        new SequenceRun(next == null ? occurrence : next.occurrence(), next, run.since(), run.had()));
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
    owed.forEach(mail -> dropped(draft, mail));
    SequenceRun run = run(draft, key(position));
    draft.sequenceRuns.put(
        key(position),
        new SequenceRun(position.occurrence(), ended.how() == How.STOPPED ? left : null, run.since(), run.had()));
    draft.held = draft.held.stream().filter(mail -> !of(mail, position)).toList();
    draft.nurture = null;
  }

  /** Sales has the lead, or its life is over: what was held is not tried again. */
  static void dropHeld(ProgressDraft draft) {
    draft.held.forEach(mail -> dropped(draft, mail));
    draft.held = List.of();
  }

  /** A mail that the ledger settled as held for good or refused has not been had. */
  static void settled(ProgressDraft draft, JournalEntry.SendSettled settled) {
    Integer version = settled.sequenceVersion();
    Integer occurrence = settled.occurrence();
    boolean lost = settled.state().equals("HELD") || settled.state().equals("REJECTED");
    if (lost && version != null && occurrence != null) {
      lost(draft, SequenceRun.key(settled.sequence(), version), settled.step(), occurrence);
    }
  }

  private static void dropped(ProgressDraft draft, HeldMail mail) {
    lost(draft, SequenceRun.key(mail.sequence(), mail.sequenceVersion()), mail.step(), mail.occurrence());
  }

  private static void lost(ProgressDraft draft, String key, String step, int occurrence) {
    Map<String, Integer> had = new HashMap<>(run(draft, key).had());
    if (had.remove(step, occurrence)) {
      had(draft, key, had);
    }
  }

  private static void had(ProgressDraft draft, String key, Map<String, Integer> had) {
    SequenceRun run = run(draft, key);
    draft.sequenceRuns.put(key, new SequenceRun(run.occurrence(), run.next(), run.since(), had));
  }

  private static SequenceRun run(ProgressDraft draft, String key) {
    return draft.sequenceRuns.getOrDefault(key, NONE);
  }

  private static String key(NurturePosition position) {
    return SequenceRun.key(position.sequence(), position.sequenceVersion());
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
      move(draft, position.dueAt(position.dueAt().plus(time)));
    }
  }

  private static boolean of(HeldMail mail, NurturePosition position) {
    return mail.sequence().equals(position.sequence()) && mail.sequenceVersion() == position.sequenceVersion();
  }
}
