package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.LeadProgress.SequenceRun;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.Sequence;
import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Starts, advances and stops a lead's nurture sequence. */
final class Nurturing {
  private Nurturing() {}

  static String key(String sequence, int version) {
    return sequence + "@" + version;
  }

  /** Puts the lead on the track of its stage, where it left off; nothing where it has had it all. */
  static void followTrack(Deciding deciding) {
    String track = deciding.policy().tracks().get(deciding.stage().label());
    Sequence sequence = track == null ? null : deciding.policy().sequences().get(track);
    NurturePosition running = deciding.progress().nurture();
    if (sequence == null || !mayEnrol(deciding)) {
      stop(deciding, "the stage has no sequence");
      return;
    }
    if (running != null && running.sequence().equals(sequence.id())) {
      return;
    }
    stop(deciding, "another track: " + deciding.stage().label());
    SequenceRun run = deciding.progress().sequenceRuns().get(key(sequence.id(), sequence.version()));
    if (run == null) {
      begin(deciding, sequence, 1, 0, deciding.now());
    } else if (run.nextStep() < sequence.steps().size()) {
      begin(deciding, sequence, run.occurrence(), run.nextStep(), deciding.now());
    }
  }

  /** Begins a sequence from its first step; null for the track of the stage. */
  static void enrol(Deciding deciding, @Nullable String sequenceId, Instant from) {
    Sequence sequence = sequenceId == null ? null : deciding.policy().sequences().get(sequenceId);
    if (sequence == null) {
      followTrack(deciding);
      return;
    }
    if (!mayEnrol(deciding)) {
      return;
    }
    stop(deciding, "another sequence: " + sequence.id());
    SequenceRun run = deciding.progress().sequenceRuns().get(key(sequence.id(), sequence.version()));
    begin(deciding, sequence, run == null ? 1 : run.occurrence() + 1, 0, from);
  }

  static boolean mayEnrol(Deciding deciding) {
    LeadProgress progress = deciding.progress();
    return progress.stage().nurtured()
        && progress.parkedUntil() == null
        && progress.suppressed() == null
        && Consenting.mayNurture(deciding)
        && deciding.profile().addressKnown();
  }

  static void stop(Deciding deciding, String why) {
    NurturePosition running = deciding.progress().nurture();
    if (running != null) {
      deciding.note(new JournalEntry.SequenceEnded(running.sequence(), why));
    }
  }

  private static void begin(Deciding deciding, Sequence sequence, int occurrence, int step, Instant from) {
    Instant dueAt = from.plus(sequence.steps().get(step).after());
    deciding.note(
        new JournalEntry.SequenceStarted(
            new NurturePosition(sequence.id(), sequence.version(), occurrence, step, dueAt)));
  }

  static void sendStep(Deciding deciding) {
    NurturePosition position = deciding.progress().nurture();
    if (position == null) {
      throw new IllegalStateException("a nurture step is due, but no sequence runs");
    }
    Sequence sequence = deciding.policy().sequences().get(position.sequence());
    if (sequence == null || sequence.version() != position.sequenceVersion()) {
      stop(deciding, "the policy no longer has this version of the sequence");
      return;
    }
    Sequence.Step step = sequence.steps().get(position.step());
    boolean last = position.step() + 1 == sequence.steps().size();
    NurturePosition next =
        last
            ? null
            : new NurturePosition(
                position.sequence(),
                position.sequenceVersion(),
                position.occurrence(),
                position.step() + 1,
                deciding.now().plus(sequence.steps().get(position.step() + 1).after()));
    String label = label(deciding.policy(), position);
    deciding.note(
        new JournalEntry.StepSent(
            position.sequence(), position.sequenceVersion(), position.occurrence(), step.id(), label, next));
    deciding.effect(
        new Effect.SendEmail(
            position.sequence(),
            position.sequenceVersion(),
            step.id(),
            position.occurrence(),
            step.template(),
            label));
  }

  static String label(LeadPolicy policy, NurturePosition position) {
    Sequence sequence = policy.sequences().get(position.sequence());
    String what =
        sequence == null || position.step() >= sequence.steps().size()
            ? position.sequence()
            : sequence.steps().get(position.step()).label();
    return ordinal(position.step() + 1) + " e-mail of '" + position.sequence() + "': " + what;
  }

  private static String ordinal(int n) {
    String suffix =
        n % 100 / 10 == 1 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
    return n + suffix;
  }
}
