package dev.leadloop.metrics;

import dev.leadloop.checks.Attention;
import dev.leadloop.checks.Losses;
import dev.leadloop.checks.Losses.Cause;
import dev.leadloop.checks.Losses.LossView;
import dev.leadloop.lead.Stage;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.Question.Touch;
import dev.leadloop.view.AttentionStore.Why;
import dev.leadloop.view.WatchStore;
import dev.leadloop.view.WatchStore.Kind;
import dev.leadloop.view.WatchStore.OpenHandoffs;
import dev.leadloop.view.WatchStore.Waiting;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The gauges of {@link Gauge}, looked up at most every ten seconds however many ask. */
final class WatchedGauges implements MultiCollector {
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);
  private static final Duration WEEK = Duration.ofDays(7);

  private final WatchStore store;
  private final Attention attention;
  private final Losses losses;
  private final Measuring measuring;
  private final InstantSource clock;
  private MetricSnapshots last = MetricSnapshots.of();
  private Instant looked = Instant.MIN;

  WatchedGauges(
      WatchStore store, Attention attention, Losses losses, Measuring measuring, InstantSource clock) {
    this.store = store;
    this.attention = attention;
    this.losses = losses;
    this.measuring = measuring;
    this.clock = clock;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    Instant now = clock.instant();
    if (now.isAfter(looked.plus(GOOD_FOR))) {
      last = look(now);
      looked = now;
    }
    return last;
  }

  private MetricSnapshots look(Instant now) {
    Values values = new Values();
    try {
      leads(values);
      handoffs(values);
      waiting(values, Gauge.INBOX, Gauge.INBOX_OLDEST, store.inbox());
      waiting(values, Gauge.EFFECTS, Gauge.EFFECTS_OLDEST, store.effects());
      attainment(values, now);
      losses(values);
      values.set(Gauge.DATABASE, 1);
    } catch (DataAccessException | TransactionException away) {
      values = new Values();
      values.set(Gauge.DATABASE, 0);
    }
    return values.snapshots();
  }

  private void leads(Values values) {
    Map<String, Long> found = store.leads().stream().collect(Collectors.toMap(Kind::kind, Kind::count));
    for (Stage stage : Stage.values()) {
      values.set(Gauge.LEADS, found.getOrDefault(stage.label(), 0L), stage.label());
    }
    Map<String, Long> still = attention.seen().reasons().stream()
        .collect(Collectors.groupingBy(Attention.ReasonView::what, Collectors.summingLong(Attention.ReasonView::leads)));
    for (Why why : Why.values()) {
      values.set(Gauge.STANDING_STILL, still.getOrDefault(why.name(), 0L), why.name());
    }
  }

  private void losses(Values values) {
    Map<Cause, Long> found = losses.all().stream().collect(Collectors.groupingBy(LossView::cause, Collectors.counting()));
    for (Cause cause : Cause.values()) {
      values.set(Gauge.LOSSES, found.getOrDefault(cause, 0L), cause.label());
    }
  }

  private void handoffs(Values values) {
    Map<String, Double> overdue = new LinkedHashMap<>();
    for (OpenHandoffs open : store.handoffs()) {
      values.set(Gauge.HANDOFFS, open.count(), open.slaClass(), open.queue() ? "queue" : "rep", open.state());
      overdue.merge(open.slaClass(), open.overdueSeconds(), Math::max);
    }
    overdue.forEach((slaClass, seconds) -> values.set(Gauge.OVERDUE, seconds, slaClass));
  }

  private static void waiting(Values values, Gauge count, Gauge oldest, List<Waiting> found) {
    for (Waiting kind : found) {
      values.set(count, kind.count(), kind.kind());
      values.set(oldest, kind.oldestSeconds(), kind.kind());
    }
  }

  private void attainment(Values values, Instant now) {
    Measure measure = MeasureCatalogue.find("sla-attainment").orElseThrow();
    Counted counted = measuring.count(
        measuring.question(measure, now.minus(WEEK), null, List.of(Cut.CLASS), Map.of(), Touch.FIRST, null));
    for (Counted.Part part : counted.parts()) {
      String slaClass = part.key().values().iterator().next();
      Figures.Counts counts = part.figures().counts();
      values.set(Gauge.ATTAINMENT, counts.reached(), slaClass, "in_time");
      values.set(Gauge.ATTAINMENT, counts.over(), slaClass, "late");
    }
  }

  /** Values by gauge, as they are found. */
  private static final class Values {
    private final Map<Gauge, GaugeSnapshot.Builder> found = new EnumMap<>(Gauge.class);

    void set(Gauge gauge, double value, String... labels) {
      found.computeIfAbsent(gauge, one -> GaugeSnapshot.builder().name(one.metric()).help(one.help()))
          .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .value(value)
              .labels(Labels.of(gauge.labels(), List.of(labels)))
              .build());
    }

    MetricSnapshots snapshots() {
      return new MetricSnapshots(found.values().stream().map(GaugeSnapshot.Builder::build).toArray(GaugeSnapshot[]::new));
    }
  }
}
