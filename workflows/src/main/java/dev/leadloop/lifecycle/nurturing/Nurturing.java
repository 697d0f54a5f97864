package dev.leadloop.lifecycle.nurturing;

import dev.leadloop.lead.Signal;
import dev.leadloop.lead.text.FoldedText;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalEntry.SequenceEnded.How;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.TopicRead;
import dev.leadloop.nurture.Unsent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.scoring.Conditions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts and stops a lead's nurture sequence, and ends it where its goal is reached. */
public final class Nurturing {
  private Nurturing() {}

  /** Puts the lead on the track of its stage, where it left off; nothing where it has had it all. */
  public static void followTrack(Deciding deciding) {
    Consenting.awaitAndAsk(deciding);
    Sequence sequence = track(deciding);
    NurturePosition running = deciding.progress().nurture().position();
    if (sequence == null || !mayEnrol(deciding)) {
      stop(deciding, "the stage has no sequence");
      return;
    }
    if (running != null && running.sequence().equals(sequence.id())) {
      return;
    }
    stop(deciding, "another track: " + deciding.stage().words());
    SequenceRun run = deciding.progress().nurture().runs().get(SequenceRun.key(sequence.id(), sequence.version()));
    if (run == null) {
      begin(deciding, sequence, 1, false);
    } else if (run.next() != null && sequence.step(run.next().step()) != null) {
      SequenceSteps.resume(deciding, sequence, run.next());
    }
  }

  /** Whether the lead has had every mail that this version of the sequence could bring it. */
  public static boolean hadAll(LeadProgress progress, String leadId, Sequence sequence) {
    SequenceRun run = progress.nurture().runs().get(SequenceRun.key(sequence.id(), sequence.version()));
    return run != null && !Unsent.any(sequence, sequence.steps().get(0).id(), leadId, run.had()::containsKey);
  }

  /** The sequence of the lead's stage, by what it has read lately where the policy has one for that. */
  static @Nullable Sequence track(Deciding deciding) {
    LeadPolicy policy = deciding.policy();
    String stage = deciding.stage().label();
    Map<String, String> byTopic = policy.nurture().tracksByTopic().getOrDefault(stage, Map.of());
    String topic = topicOf(deciding, byTopic.keySet());
    String track = topic == null ? policy.tracks().get(stage) : byTopic.get(topic);
    return track == null ? null : policy.sequences().get(track);
  }

  /** What the lead read most of those topics, else the one it named itself; null for none of them. */
  static @Nullable String topicOf(Deciding deciding, Set<String> topics) {
    if (topics.isEmpty()) {
      return null;
    }
    String read =
        TopicRead.most(deciding.signals(), topics, deciding.policy().nurture().topicWindow(), deciding.now());
    String named = deciding.profile().answers().get("topic");
    return read != null || named == null
        ? read
        : topics.stream().filter(topic -> FoldedText.of(topic).equals(FoldedText.of(named))).findFirst().orElse(null);
  }

  /**
   * Begins a sequence from its first step, passing over what the lead has had of this version; null for the track of the
   * stage, which it also is put on where it has had all of it.
   */
  public static void enrol(Deciding deciding, @Nullable String sequenceId) {
    Sequence sequence = sequenceId == null ? null : deciding.policy().sequences().get(sequenceId);
    if (sequence != null && mayEnrol(deciding) && hadAll(deciding.progress(), deciding.leadId(), sequence)) {
      deciding.note(new JournalEntry.SequenceSkipped(sequence.id(), sequence.version()));
      followTrack(deciding);
    } else if (sequence != null) {
      order(deciding, sequence, false);
    } else {
      followTrack(deciding);
    }
  }

  /**
   * Begins a sequence from its first step.
   *
   * @param again whether the lead is mailed once more what it has had of this version
   */
  public static void order(Deciding deciding, Sequence sequence, boolean again) {
    Consenting.awaitAndAsk(deciding);
    if (!mayEnrol(deciding)) {
      return;
    }
    stop(deciding, "another sequence: " + sequence.id());
    SequenceRun run = deciding.progress().nurture().runs().get(SequenceRun.key(sequence.id(), sequence.version()));
    begin(deciding, sequence, run == null ? 1 : run.occurrence() + 1, again);
  }

  static boolean mayEnrol(Deciding deciding) {
    LeadProgress progress = deciding.progress();
    return progress.stage().nurtured()
        && progress.recycling().parkedUntil() == null
        && progress.nurture().suppressed() == null
        && !Withholding.isWithheld(deciding)
        && Consenting.mayNurture(deciding)
        && deciding.profile().addressKnown();
  }

  /** Ends the sequence the lead runs ahead of its end; nothing where it runs none. */
  public static void stop(Deciding deciding, String why) {
    end(deciding, why, How.STOPPED);
  }

  /** Ends the sequence the lead runs, in that way; nothing where it runs none. */
  public static void end(Deciding deciding, String why, How how) {
    NurturePosition running = deciding.progress().nurture().position();
    if (running != null) {
      deciding.note(new JournalEntry.SequenceEnded(running.sequence(), why, how));
    }
  }

  private static void begin(Deciding deciding, Sequence sequence, int occurrence, boolean again) {
    Instant now = deciding.now();
    String first = sequence.steps().get(0).id();
    SequenceSteps.begin(
        deciding,
        sequence,
        new NurturePosition(sequence.id(), sequence.version(), occurrence, first, 0, now, now, now),
        again);
  }

  /** Begins a sequence that the lead was in under another version of the policy, passing over what it has had of it. */
  public static void beginAnew(Deciding deciding, Sequence sequence) {
    SequenceRun run = deciding.progress().nurture().runs().get(SequenceRun.key(sequence.id(), sequence.version()));
    begin(deciding, sequence, run == null ? 1 : run.occurrence() + 1, false);
  }

  /** Whether the lead had the mail of a step before it began its sequence. */
  static boolean hadBefore(Deciding deciding, String step) {
    NurturePosition position = deciding.progress().nurture().position();
    SequenceRun run = position == null ? null : run(deciding, position);
    return run != null && run.hadBefore(step);
  }

  /**
   * Whether the mail of a step is not mailed again: the lead had it before it began its sequence, or in this occurrence already,
   * which is so where another version of the policy has it at another place.
   */
  static boolean passesOver(Deciding deciding, String step) {
    NurturePosition position = deciding.progress().nurture().position();
    SequenceRun run = position == null ? null : run(deciding, position);
    return position != null && run != null && (run.hadBefore(step) || run.hadIn(position.occurrence(), step));
  }

  private static @Nullable SequenceRun run(Deciding deciding, NurturePosition position) {
    return deciding.progress().nurture().runs().get(SequenceRun.key(position.sequence(), position.sequenceVersion()));
  }

  /** The sequence the lead runs, as its policy has it; null where it runs none, or the policy has it no more. */
  static @Nullable Sequence running(Deciding deciding) {
    NurturePosition position = deciding.progress().nurture().position();
    if (position == null) {
      return null;
    }
    Sequence sequence = deciding.policy().sequences().get(position.sequence());
    return sequence != null && sequence.version() == position.sequenceVersion() ? sequence : null;
  }

  /** Ends the sequence where its goal is reached; true where it was. */
  public static boolean goalReached(Deciding deciding) {
    Sequence sequence = running(deciding);
    if (sequence == null || sequence.goal() == null || !holds(deciding, sequence.goal().when())) {
      return false;
    }
    end(deciding, "goal reached: " + sequence.goal().label(), How.GOAL);
    return true;
  }

  static boolean holds(Deciding deciding, dev.leadloop.policy.scoring.Condition condition) {
    LeadProgress progress = deciding.progress();
    NurturePosition position = progress.nurture().position();
    Conditions.Enrolment enrolment =
        position == null ? null : new Conditions.Enrolment(progress.qualification().score().band(), position.enrolledAt());
    return Conditions.holds(condition, deciding.profile(), deciding.signals(), enrolment, deciding.now());
  }

  /** Goes on where the lead waited for such a signal. */
  public static void heard(Deciding deciding, Signal signal) {
    Sequence sequence = running(deciding);
    NurturePosition position = deciding.progress().nurture().position();
    if (sequence == null || position == null || goalReached(deciding)) {
      return;
    }
    if (sequence.step(position.step()) instanceof Step.WaitFor waitFor
        && waitFor.signals().contains(signal.type())
        && Conditions.passes(waitFor.where(), signal)
        && !signal.occurredAt().isBefore(position.since())) {
      String next = waitFor.then() == null ? sequence.after(waitFor.id()) : waitFor.then();
      SequenceSteps.take(deciding, sequence, "came: " + signal.type(), next);
    }
  }
}
