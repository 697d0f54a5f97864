package dev.leadloop.watching;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/**
 * The latest look at all {@link WatchedNumbers}. Whoever scrapes gets what the last look found, and since when that is so:
 * where the database is away, what it would have said is left out, so that nobody takes old numbers for those of now.
 */
public final class Watch implements MultiCollector {
  /** What is said of the looks themselves. */
  static final WatchedGauge DATABASE = WatchedGauge.of(
      "leadloop_database_up", "Whether the database answers: 1 or 0. Where it is 0 what is looked up in it is not there.");
  static final WatchedGauge AGE = WatchedGauge.of(
      "leadloop_watch_age_seconds", "How long ago the numbers of the database were looked up last.");

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  /** After so long without a look what was found is no longer told. */
  private static final Duration STALE = Duration.ofMinutes(2);

  private final List<WatchedNumbers> numbers;
  private final OneLook oneLook;
  private final InstantSource clock;
  private final Instant began;
  private final Set<Class<?>> failing = new HashSet<>();
  private volatile Looked last;

  /** How one part is looked at, such as in a transaction of its own. */
  @FunctionalInterface
  interface OneLook {
    /** Runs it; fails as it fails. */
    void at(Runnable look);
  }

  private record Looked(Instant at, boolean database, List<MetricSnapshot> found) {}

  /** Nothing is known before the first look. */
  Watch(List<WatchedNumbers> numbers, OneLook oneLook, InstantSource clock) {
    this.numbers = List.copyOf(numbers);
    this.oneLook = oneLook;
    this.clock = clock;
    this.began = clock.instant();
    this.last = new Looked(Instant.MIN, false, List.of());
  }

  /** Every gauge that may be told. */
  public List<WatchedGauge> gauges() {
    List<WatchedGauge> all = new ArrayList<>(numbers.stream().flatMap(one -> one.gauges().stream()).toList());
    all.add(DATABASE);
    all.add(AGE);
    return all;
  }

  /** So that two of one name are refused when they are registered. */
  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return gauges().stream()
        .map(one -> MetricFamilyDescriptor.of(MetricType.GAUGE, new MetricMetadata(one.metric(), one.help()), one.labels()))
        .toList();
  }

  /** Looks at everything once. A part that fails alone is left out alone. */
  public void look() {
    List<MetricSnapshot> found = new ArrayList<>();
    for (WatchedNumbers one : numbers) {
      try {
        Readings readings = new Readings();
        oneLook.at(() -> one.look(readings));
        readings.snapshots().forEach(found::add);
        failing.remove(one.getClass());
      } catch (DataAccessException | TransactionException failed) {
        if (failed instanceof TransactionException || failed instanceof DataAccessResourceFailureException) {
          last = new Looked(last.at(), false, List.of());
          return;
        }
        told(one, failed);
      } catch (RuntimeException failed) {
        told(one, failed);
      }
    }
    last = new Looked(clock.instant(), true, List.copyOf(found));
  }

  private void told(WatchedNumbers one, RuntimeException failed) {
    if (failing.add(one.getClass())) {
      LOG.warn("The numbers of {} are left out until they can be looked up again: {}",
          one.getClass().getSimpleName(), failed.getClass().getSimpleName());
    }
  }

  @Override
  public MetricSnapshots collect() {
    Looked told = last;
    Instant now = clock.instant();
    Instant since = told.at().equals(Instant.MIN) ? began : told.at();
    Duration age = Duration.between(since, now);
    Readings own = new Readings();
    own.set(DATABASE, told.database() ? 1 : 0);
    own.set(AGE, Math.max(0, age.toMillis() / 1000.0));
    List<MetricSnapshot> all = new ArrayList<>(age.compareTo(STALE) < 0 ? told.found() : List.of());
    own.snapshots().forEach(all::add);
    return new MetricSnapshots(all);
  }
}
