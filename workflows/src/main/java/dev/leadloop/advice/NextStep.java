package dev.leadloop.advice;

import dev.leadloop.lead.Stage;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would make a lead ready if it happened now: with all of it the lead is, without any part of it it is not.
 *
 * @param reaches the stage it leads to: the goal it is told for, or an SQL at once
 * @param by score, product or account by which it gets there, or the type of its own request; null where it is ready by none
 *     of them but stands before its next signal
 * @param numbers what it makes of the numbers that this way asks for
 */
public record NextStep(Stage reaches, @Nullable String by, List<Move> moves, List<Number> numbers) {
  /**
   * One number of a way to a threshold.
   *
   * @param now what the lead has
   * @param then what it would have
   * @param asked the least that is asked for
   */
  public record Number(QualifyingNumber measure, int now, int then, int asked) {}

  public NextStep {
    moves = List.copyOf(moves);
    numbers = List.copyOf(numbers);
  }

  /** How much it takes, in things that are done or learned. */
  public int size() {
    return moves.stream().mapToInt(Move::size).sum();
  }

  /** In words, such as "pricing page viewed twice, and their country is learned: country we serve". */
  public String inWords() {
    return moves.stream().map(MoveWords::of).collect(Collectors.joining(", and "));
  }

  /**
   * What it makes of the numbers, such as "score 35 to 60 of 60", and that it goes beyond a goal, such as "an SQL at once"; empty
   * where neither matters.
   */
  public String changeInWords(Stage goal) {
    Stream<String> changes = numbers.stream()
        .filter(number -> number.then() != number.now())
        .map(number -> number.measure().words() + " " + number.now() + " to " + number.then() + " of " + number.asked());
    return Stream.concat(changes, reaches == goal ? Stream.of() : Stream.of("an " + reaches.label() + " at once"))
        .collect(Collectors.joining(", "));
  }
}
