package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was told of a lead's life before it came to us, and whether it stands where that left it.
 *
 * @param steps in the order in which they were taken, each once
 */
public record PastProgress(List<PastStep> steps, Place place) {
  /** How far a lead's stage comes of what was told. */
  public enum Place {
    /** Not at all: there is nothing in its past by which it stands anywhere. */
    NOWHERE,
    /** The lead stands where its past left it. */
    STANDS,
    /** It was moved on here, by sales, a person or a rule: what is told later moves it no more. */
    LEFT
  }

  /** Of a lead of whose past nothing was told. */
  public static final PastProgress NONE = new PastProgress(List.of(), Place.NOWHERE);

  /** The way of a lead that is sold to, backwards. */
  private static final List<Stage> BACK =
      List.of(Stage.WON, Stage.OPPORTUNITY, Stage.ACCEPTED, Stage.SALES_QUALIFIED, Stage.MQL);

  private static final Comparator<PastStep> ORDER = Comparator.comparing(PastStep::at).thenComparing(PastStep::stage);

  public PastProgress {
    steps = List.copyOf(steps);
  }

  /** Whether a step is news: it was not told before, or not with that amount or reason. */
  public boolean isNews(PastStep step) {
    return steps.stream().filter(step::same).noneMatch(known -> known.and(step).equals(known));
  }

  PastProgress with(PastStep step) {
    PastStep whole = steps.stream().filter(step::same).findFirst().map(known -> known.and(step)).orElse(step);
    return new PastProgress(
        Stream.concat(steps.stream().filter(known -> !known.same(step)), Stream.of(whole)).sorted(ORDER).toList(), place);
  }

  /** Its life here has gone on from there. */
  PastProgress leftBehind() {
    return steps.isEmpty() ? this : at(Place.LEFT);
  }

  PastProgress at(Place now) {
    return new PastProgress(steps, now);
  }

  /**
   * The steps as they count, in order. Of the stages on the way to a sale the first time is never later than that of a stage
   * beyond: who is told to have been won before being told an MQL was one by then. What a step leaves out of a deal is as it was
   * told before.
   */
  public List<PastStep> counted() {
    Map<Stage, Instant> told = new EnumMap<>(Stage.class);
    steps.forEach(step -> told.putIfAbsent(step.stage(), step.at()));
    Map<Stage, Instant> counts = new EnumMap<>(told);
    Instant beyond = Instant.MAX;
    for (Stage stage : BACK) {
      Instant first = told.get(stage);
      if (first != null) {
        beyond = first.isBefore(beyond) ? first : beyond;
        counts.put(stage, beyond);
      }
    }
    List<PastStep> counted = new ArrayList<>(steps.stream()
        .map(step -> step.at().equals(told.get(step.stage())) ? at(step, counts.getOrDefault(step.stage(), step.at())) : step)
        .sorted(ORDER)
        .toList());
    BigDecimal amount = null;
    String currency = null;
    for (int i = 0; i < counted.size(); i++) {
      PastStep step = counted.get(i);
      boolean dealt = PastStep.VALUED.contains(step.stage());
      boolean anew = step.amount() != null || !dealt && step.stage() != Stage.ACCEPTED;
      amount = anew ? step.amount() : amount;
      currency = anew ? step.currency() : currency;
      counted.set(i, dealt ? new PastStep(step.stage(), step.at(), amount, currency, step.reason()) : step);
    }
    return counted;
  }

  private static PastStep at(PastStep step, Instant at) {
    return new PastStep(step.stage(), at, step.amount(), step.currency(), step.reason());
  }

  /**
   * The step by which the lead stands where it does: it is with sales, or closed. Null where the past leaves it open: it is
   * judged here by what it does.
   */
  public @Nullable PastStep standing() {
    List<PastStep> counted = counted();
    PastStep won = counted.stream().filter(step -> step.stage() == Stage.WON).findFirst().orElse(null);
    PastStep last = won != null || counted.isEmpty() ? won : counted.getLast();
    return last == null || last.stage() == Stage.MQL || last.stage() == Stage.SALES_QUALIFIED ? null : last;
  }
}
