package dev.leadloop.metrics;

import dev.leadloop.checks.Attention;
import dev.leadloop.checks.Losses;
import dev.leadloop.checks.Losses.Cause;
import dev.leadloop.checks.Losses.LossView;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.Question.Touch;
import dev.leadloop.view.AttentionStore.Why;
import dev.leadloop.watching.Readings;
import dev.leadloop.watching.WatchedGauge;
import dev.leadloop.watching.WatchedNumbers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What people are to care for: leads that stand still, leads that would be lost, and promises kept to them. */
final class CareNumbers implements WatchedNumbers {
  static final WatchedGauge STANDING_STILL = WatchedGauge.of(
      "leadloop_leads_standing_still", "Leads that stand still for over a minute, by reason.", "reason");
  static final WatchedGauge ATTAINMENT = WatchedGauge.of(
      "leadloop_handoffs_due_7d",
      "Handoffs of the last seven days that were answered by their deadline (in_time) or not (late): the measure sla-attainment.",
      "sla_class", "answer");
  static final WatchedGauge LOSSES = WatchedGauge.of(
      "leadloop_losses", "Places where leads would be lost or nobody told of them, by cause.", "cause");
  private static final Duration WEEK = Duration.ofDays(7);

  private final Attention attention;
  private final Losses losses;
  private final Measuring measuring;
  private final InstantSource clock;

  CareNumbers(Attention attention, Losses losses, Measuring measuring, InstantSource clock) {
    this.attention = attention;
    this.losses = losses;
    this.measuring = measuring;
    this.clock = clock;
  }

  @Override
  public List<WatchedGauge> gauges() {
    return List.of(STANDING_STILL, ATTAINMENT, LOSSES);
  }

  @Override
  public void look(Readings readings) {
    Map<String, Long> still = attention.seen().reasons().stream()
        .collect(Collectors.groupingBy(Attention.ReasonView::what, Collectors.summingLong(Attention.ReasonView::leads)));
    for (Why why : Why.values()) {
      readings.set(STANDING_STILL, still.getOrDefault(why.name(), 0L), why.name());
    }
    attainment(readings);
    Map<Cause, Long> found = losses.all().stream().collect(Collectors.groupingBy(LossView::cause, Collectors.counting()));
    for (Cause cause : Cause.values()) {
      readings.set(LOSSES, found.getOrDefault(cause, 0L), cause.label());
    }
  }

  private void attainment(Readings readings) {
    Measure measure = MeasureCatalogue.find("sla-attainment").orElseThrow();
    Counted counted = measuring.count(
        measuring.question(measure, clock.instant().minus(WEEK), null, List.of(Cut.CLASS), Map.of(), Touch.FIRST, null));
    for (Counted.Part part : counted.parts()) {
      String slaClass = part.key().values().iterator().next();
      Figures.Counts counts = part.figures().counts();
      readings.set(ATTAINMENT, counts.reached(), slaClass, "in_time");
      readings.set(ATTAINMENT, counts.over(), slaClass, "late");
    }
  }
}
