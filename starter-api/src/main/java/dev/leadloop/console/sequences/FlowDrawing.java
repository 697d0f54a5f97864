package dev.leadloop.console.sequences;

import dev.leadloop.console.sequences.FlowLayout.Lane;
import dev.leadloop.console.sequences.FlowLayout.Piece;
import dev.leadloop.console.sequences.SequencePage.Arm;
import dev.leadloop.console.sequences.SequencePage.FlowLane;
import dev.leadloop.console.sequences.SequencePage.FlowStep;
import dev.leadloop.console.sequences.SequencePage.MailNumbers;
import dev.leadloop.console.sequences.SequencePage.Reason;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Spans;
import dev.leadloop.policy.Step;
import dev.leadloop.view.SequenceReadStore.HeldBack;
import dev.leadloop.view.SequenceReadStore.Standing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Draws versions of one sequence with what is known of each step.
 *
 * @param mail figures of mails by version and step
 * @param arms figures of draws by version and arm
 * @param words a reason as people read it
 */
record FlowDrawing(
    List<Standing> standing,
    List<HeldBack> held,
    Map<List<String>, Map<String, Figures>> mail,
    Map<List<String>, Map<String, Figures>> arms,
    UnaryOperator<String> words) {

  private static final int REASONS = 4;

  /** Whether a sequence has an A/B test. */
  static boolean splits(Sequence sequence) {
    return sequence.steps().stream().anyMatch(Step.Split.class::isInstance);
  }

  /** What kind of step it is, by which it has its icon. */
  static String kind(Step step) {
    return switch (step) {
      case Step.Send ignored -> "send";
      case Step.Wait ignored -> "wait";
      case Step.WaitFor ignored -> "event";
      case Step.Branch ignored -> "branch";
      case Step.Split ignored -> "split";
      case Step.Jump ignored -> "jump";
      case Step.End ignored -> "end";
    };
  }

  /** The steps of a version in their places. */
  List<FlowStep> of(Sequence sequence) {
    return steps(sequence, FlowLayout.of(sequence));
  }

  private List<FlowStep> steps(Sequence sequence, List<Piece> pieces) {
    return pieces.stream().map(piece -> step(sequence, piece)).toList();
  }

  private FlowStep step(Sequence sequence, Piece piece) {
    Step step = piece.step();
    List<FlowLane> lanes = new ArrayList<>();
    for (Lane lane : piece.lanes()) {
      lanes.add(new FlowLane(lane.when(), lane.to(), steps(sequence, lane.pieces())));
    }
    String after = step instanceof Step.Send send && send.after().isPositive() ? Spans.words(send.after()) : "";
    return new FlowStep(
        step.id(), kind(step), step.words(), after, templates(step),
        step instanceof Step.Send send ? sequence.topicOf(send) : null, waiting(sequence, step),
        step instanceof Step.Send ? numbers(sequence, step) : null,
        lanes.isEmpty() ? FlowWay.of(sequence, step) : List.of(), arms(sequence, step), lanes);
  }

  private static List<String> templates(Step step) {
    if (!(step instanceof Step.Send send)) {
      return List.of();
    }
    Set<String> templates = new LinkedHashSet<>(List.of(send.template()));
    send.byTopic().values().stream().sorted().forEach(templates::add);
    return List.copyOf(templates);
  }

  private long waiting(Sequence sequence, Step step) {
    return standing.stream()
        .filter(place -> place.version() == sequence.version() && place.step().equals(step.id()))
        .mapToLong(Standing::leads).sum();
  }

  private MailNumbers numbers(Sequence sequence, Step step) {
    Map<String, Figures> figures = mail.getOrDefault(List.of(String.valueOf(sequence.version()), step.id()), Map.of());
    return new MailNumbers(
        SequenceFigures.sent(figures), SequenceFigures.shares(SequenceFigures.MAIL, figures),
        reasons(sequence, step, true), reasons(sequence, step, false));
  }

  /** The commonest reasons, and what the others come to together. */
  private List<Reason> reasons(Sequence sequence, Step step, boolean again) {
    List<HeldBack> own = held.stream()
        .filter(one -> one.version() == sequence.version() && one.step().equals(step.id()) && one.again() == again)
        .toList();
    List<Reason> reasons = new ArrayList<>(
        own.stream().limit(REASONS).map(one -> new Reason(one.mails(), words.apply(one.reason()))).toList());
    long others = own.stream().skip(REASONS).mapToLong(HeldBack::mails).sum();
    if (others > 0) {
      reasons.add(new Reason(others, "for other reasons"));
    }
    return reasons;
  }

  private List<Arm> arms(Sequence sequence, Step step) {
    if (!(step instanceof Step.Split split)) {
      return List.of();
    }
    return split.shares().stream()
        .map(share -> {
          String arm = split.id() + ": " + share.goTo();
          Map<String, Figures> figures = arms.getOrDefault(List.of(String.valueOf(sequence.version()), arm), Map.of());
          return new Arm(share.percent() + " %", share.goTo(), SequenceFigures.shares(SequenceFigures.ARMS, figures));
        })
        .toList();
  }
}
