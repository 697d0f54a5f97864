package dev.leadloop.lifecycle;

import static dev.leadloop.lifecycle.InvariantChecks.require;

import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import java.util.HashMap;
import java.util.Map;


/**
 * I4 watched from outside over several beginnings of one version of a sequence: what was mailed in one of them is not in a
 * later one, unless the order said again. Within one a loop may send its mails each occurrence.
 */
final class MailedOnce {
  private final Map<String, Integer> beginnings = new HashMap<>();
  /** In which beginning a step was mailed last, by {@code sequence@version/step}. */
  private final Map<String, Integer> mailed = new HashMap<>();
  private final Map<String, Integer> occurrences = new HashMap<>();

  void begun(JournalEntry.SequenceStarted started) {
    NurturePosition position = started.position();
    String run = SequenceRun.key(position.sequence(), position.sequenceVersion());
    require(
        !started.begun() || position.occurrence() > occurrences.getOrDefault(run, 0),
        "I4: a sequence began in an occurrence of before");
    beginnings.merge(run, started.begun() ? 1 : 0, Integer::sum);
    if (started.again()) {
      mailed.keySet().removeIf(step -> step.startsWith(run + "/"));
    }
  }

  void sent(JournalEntry.StepSent sent) {
    String run = SequenceRun.key(sent.sequence(), sent.sequenceVersion());
    String step = run + "/" + sent.step();
    Integer before = mailed.put(step, beginnings.getOrDefault(run, 0));
    require(before == null || before.equals(mailed.get(step)), "I4: " + step + " is mailed again, though nobody ordered it so");
    occurrences.merge(run, sent.occurrence(), Math::max);
  }

  /** A held mail that is not tried again was not had. */
  void dropped(HeldMail mail) {
    mailed.remove(step(mail));
  }

  void settled(JournalEntry.SendSettled settled) {
    Integer version = settled.sequenceVersion();
    if (version != null && !settled.state().equals("ACCEPTED")) {
      mailed.remove(SequenceRun.key(settled.sequence(), version) + "/" + settled.step());
    }
  }

  private static String step(HeldMail mail) {
    return SequenceRun.key(mail.sequence(), mail.sequenceVersion()) + "/" + mail.step();
  }
}
