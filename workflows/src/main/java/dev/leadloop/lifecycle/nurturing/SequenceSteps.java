package dev.leadloop.lifecycle.nurturing;

import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalEntry.SequenceEnded.How;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.SendingTimes;
import dev.leadloop.nurture.SplitDraw;
import dev.leadloop.nurture.Unsent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes a lead from step to step of its sequence. */
public final class SequenceSteps {
  private SequenceSteps() {}

  /** Takes the lead up at the step of a position and goes on from there. */
  static void resume(Deciding deciding, Sequence sequence, NurturePosition position) {
    start(deciding, sequence, position, false, false);
  }

  /** Begins at the step of a position; what the lead had before is passed over, unless it is to have it again. */
  static void begin(Deciding deciding, Sequence sequence, NurturePosition position, boolean again) {
    start(deciding, sequence, position, true, again);
  }

  private static void start(
      Deciding deciding, Sequence sequence, NurturePosition position, boolean begun, boolean again) {
    NurturePosition first = arrive(deciding, sequence, position, position.step(), position.mails());
    deciding.note(new JournalEntry.SequenceStarted(first, begun, again));
    if (!Nurturing.goalReached(deciding)) {
      walk(deciding, sequence);
    }
  }

  /** What happens when the step the lead stands at is due. */
  public static void due(Deciding deciding) {
    NurturePosition position = standing(deciding);
    Sequence sequence = Nurturing.running(deciding);
    if (sequence == null) {
      Nurturing.stop(deciding, "the policy no longer has this version of the sequence");
      return;
    }
    Step step = sequence.step(position.step());
    if (step == null) {
      Nurturing.stop(deciding, "the sequence no longer has the step '" + position.step() + "'");
      return;
    }
    if (Nurturing.goalReached(deciding)) {
      return;
    }
    switch (step) {
      case Step.Send send -> {
        if (Nurturing.passesOver(deciding, send.id())) {
          walk(deciding, sequence);
        } else {
          send(deciding, sequence, send);
        }
      }
      case Step.Wait wait -> take(deciding, sequence, "waited", sequence.after(wait.id()));
      case Step.WaitFor waitFor ->
          take(
              deciding,
              sequence,
              "did not come: " + String.join(", ", waitFor.signals()),
              waitFor.otherwise() == null ? sequence.after(waitFor.id()) : waitFor.otherwise());
      case Step.Branch ignored -> walk(deciding, sequence);
      case Step.Split ignored -> walk(deciding, sequence);
      case Step.Jump ignored -> walk(deciding, sequence);
      case Step.End ignored -> walk(deciding, sequence);
    }
  }

  private static void send(Deciding deciding, Sequence sequence, Step.Send step) {
    NurturePosition position = standing(deciding);
    String following = sequence.after(step.id());
    NurturePosition next =
        following == null ? null : arrive(deciding, sequence, position, following, position.mails() + 1);
    String label = label(deciding.policy(), position);
    String topic = Nurturing.topicOf(deciding, step.byTopic().keySet());
    String template = topic == null ? step.template() : step.byTopic().get(topic);
    deciding.note(
        new JournalEntry.StepSent(
            sequence.id(), sequence.version(), position.occurrence(), step.id(), label, next));
    deciding.effect(
        new Effect.SendEmail(
            sequence.id(),
            sequence.version(),
            step.id(),
            position.occurrence(),
            template == null ? step.template() : template,
            label,
            topic == null ? sequence.topicOf(step) : topic));
    walk(deciding, sequence);
  }

  /** Leaves the step the lead stands at for another; null where the sequence has come to its end. */
  static void take(Deciding deciding, Sequence sequence, String what, @Nullable String to) {
    step(deciding, sequence, what, to);
    walk(deciding, sequence);
  }

  /** Goes on while the lead stands at a step that takes no time. */
  private static void walk(Deciding deciding, Sequence sequence) {
    // More steps than there are would be a loop that no check has noticed; the lead then stands still, and says where.
    for (int taken = 0; taken <= sequence.steps().size(); taken++) {
      NurturePosition position = deciding.progress().nurture().position();
      Step step = position == null ? null : sequence.step(position.step());
      if (step == null) {
        return;
      }
      switch (step) {
        case Step.Branch branch -> branch(deciding, sequence, branch);
        case Step.Split split -> {
          Step.Share share = SplitDraw.draw(deciding.leadId(), sequence.id(), split);
          step(deciding, sequence, "drawn: " + share.goTo(), share.goTo());
        }
        case Step.Jump jump -> step(deciding, sequence, "goes on at " + jump.goTo(), jump.goTo());
        case Step.End end -> Nurturing.end(deciding, end.why(), How.OVER);
        case Step.Send send -> {
          if (!Nurturing.passesOver(deciding, send.id())) {
            return;
          }
          passOver(deciding, sequence, send);
        }
        case Step.Wait ignored -> {
          return;
        }
        case Step.WaitFor ignored -> {
          return;
        }
      }
    }
    Nurturing.stop(deciding, "the sequence goes round in a circle");
  }

  /** A mail the lead had when it ran this version before takes no time; where nothing else follows, the sequence is over. */
  private static void passOver(Deciding deciding, Sequence sequence, Step.Send send) {
    boolean more =
        Unsent.any(sequence, send.id(), deciding.leadId(), step -> Nurturing.hadBefore(deciding, step));
    step(deciding, sequence, "had before", more ? sequence.after(send.id()) : null);
  }

  private static void branch(Deciding deciding, Sequence sequence, Step.Branch branch) {
    deciding.rescore();
    for (Step.Case way : branch.cases()) {
      if (Nurturing.holds(deciding, way.when())) {
        step(deciding, sequence, "holds: " + way.goTo(), way.goTo());
        return;
      }
    }
    String otherwise = branch.otherwise() == null ? sequence.after(branch.id()) : branch.otherwise();
    step(deciding, sequence, "otherwise: " + (otherwise == null ? "the end" : otherwise), otherwise);
  }

  private static void step(Deciding deciding, Sequence sequence, String what, @Nullable String to) {
    NurturePosition position = standing(deciding);
    NurturePosition next = to == null ? null : arrive(deciding, sequence, position, to, position.mails());
    deciding.note(
        new JournalEntry.StepTaken(
            sequence.id(), sequence.version(), position.occurrence(), position.step(), what, next));
  }

  /** Where the lead stands once it has come to a step now; going back begins another occurrence, so that mails may repeat. */
  private static NurturePosition arrive(
      Deciding deciding, Sequence sequence, NurturePosition from, String to, int mails) {
    boolean back = !from.step().equals(to) && sequence.indexOf(to) <= sequence.indexOf(from.step());
    Instant now = deciding.now();
    return new NurturePosition(
        sequence.id(),
        sequence.version(),
        from.occurrence() + (back ? 1 : 0),
        to,
        mails,
        from.enrolledAt(),
        now,
        dueAt(deciding, sequence.step(to)));
  }

  /** When a step that the lead comes to now is due; at once where it takes no time or there is none. */
  public static Instant dueAt(Deciding deciding, @Nullable Step step) {
    Instant now = deciding.now();
    return switch (step) {
      case Step.Send send ->
          SendingTimes.next(deciding.policy().nurture(), deciding.profile(), now.plus(send.after()));
      case Step.Wait wait -> now.plus(wait.time());
      case Step.WaitFor waitFor -> now.plus(waitFor.atMost());
      case Step.Branch ignored -> now;
      case Step.Split ignored -> now;
      case Step.Jump ignored -> now;
      case Step.End ignored -> now;
      case null -> now;
    };
  }

  private static NurturePosition standing(Deciding deciding) {
    NurturePosition position = deciding.progress().nurture().position();
    if (position == null) {
      throw new IllegalStateException("a nurture step is due, but no sequence runs");
    }
    return position;
  }

  /** What the lead waits for at that place, in words that may be shown in Temporal. */
  public static String label(LeadPolicy policy, NurturePosition position) {
    Sequence sequence = policy.sequences().get(position.sequence());
    return switch (sequence == null ? null : sequence.step(position.step())) {
      case Step.Send send -> ordinal(position.mails() + 1) + " e-mail of '" + position.sequence() + "': " + send.label();
      case Step.Wait wait -> "'" + position.sequence() + "' " + wait.words();
      case Step.WaitFor waitFor -> "'" + position.sequence() + "' " + waitFor.words();
      case Step.Branch branch -> "'" + position.sequence() + "' " + branch.words();
      case Step.Split split -> "'" + position.sequence() + "' " + split.words();
      case Step.Jump jump -> "'" + position.sequence() + "' " + jump.words();
      case Step.End end -> "'" + position.sequence() + "' " + end.words();
      case null -> "'" + position.sequence() + "' goes on at " + position.step();
    };
  }

  private static String ordinal(int n) {
    String suffix =
        n % 100 / 10 == 1 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
    return n + suffix;
  }
}
