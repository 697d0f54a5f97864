package dev.leadloop.console.lead;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.view.TimelineStore.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stages a lead has stood in, one visit after the other: it may come back to one.
 *
 * @param visits the oldest first
 * @param earlier whether there were more before them
 */
record LifeLine(List<Visit> visits, boolean earlier) {
  /** Visits that are shown; of a longer life, the last ones. */
  static final int SHOWN = 24;

  /**
   * A stay in one stage.
   *
   * @param until when it left; null where it still stands there
   * @param length how long it was, or has been, there
   * @param why what brought it there; empty for the first
   * @param back whether it had stood there before
   * @param told whether an import told of it, since it was before the lead came to us
   */
  record Visit(
      String stage, When from, @Nullable When until, String length, String why, boolean back, boolean told) {
    /** Whether it stands there now. */
    public boolean now() {
      return until == null;
    }
  }

  /**
   * The line of a life.
   *
   * @param stage where it stands; null before the first decision
   * @param begun when it came in
   * @param moves the last of them, the newest first, one more than are shown where there are more
   * @param labels what a type of signal is called
   */
  static LifeLine of(@Nullable String stage, Instant begun, List<Move> moves, UnaryOperator<String> labels, People people,
      PageTimes times) {
    if (stage == null) {
      return new LifeLine(List.of(), false);
    }
    List<Move> inOrder = moves.reversed();
    List<Visit> visits = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    if (inOrder.isEmpty() || !inOrder.getFirst().change().told()) {
      String first = inOrder.isEmpty() ? stage : inOrder.getFirst().change().from().words();
      Instant left = inOrder.isEmpty() ? null : inOrder.getFirst().at();
      visits.add(visit(first, begun, left, "", seen, false, times));
    }
    for (int n = 0; n < inOrder.size(); n++) {
      Move move = inOrder.get(n);
      Instant left = n + 1 < inOrder.size() ? since(inOrder.get(n + 1)) : null;
      visits.add(visit(
          move.change().to().words(), since(move), left,
          times.inWords(people.inWords(Sentences.cause(move.change(), labels))), seen, move.change().told(), times));
    }
    boolean more = visits.size() > SHOWN;
    return new LifeLine(more ? List.copyOf(visits.subList(visits.size() - SHOWN, visits.size())) : visits, more);
  }

  private static Instant since(Move move) {
    Instant told = move.change().since();
    return told == null ? move.at() : told;
  }

  private static Visit visit(
      String stage, Instant from, @Nullable Instant until, String why, List<String> seen, boolean told, PageTimes times) {
    boolean back = seen.contains(stage);
    seen.add(stage);
    Duration length = Duration.between(from, until == null ? times.now() : until);
    return new Visit(
        stage, times.at(from), times.atOrNull(until), PageTimes.amount(length.isNegative() ? Duration.ZERO : length), why, back,
        told);
  }
}
