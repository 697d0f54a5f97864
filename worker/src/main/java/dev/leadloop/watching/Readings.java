package dev.leadloop.watching;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Values by gauge, as they are found. */
public final class Readings {
  private final Map<WatchedGauge, GaugeSnapshot.Builder> found = new LinkedHashMap<>();

  /** Tells one value, told apart by labels in the gauge's own order; the same labels are told once. */
  public void set(WatchedGauge gauge, double value, String... labels) {
    found.computeIfAbsent(gauge, one -> GaugeSnapshot.builder().name(one.metric()).help(one.help()))
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
            .value(value)
            .labels(Labels.of(gauge.labels().toArray(String[]::new), labels))
            .build());
  }

  Stream<GaugeSnapshot> snapshots() {
    return found.values().stream().map(GaugeSnapshot.Builder::build);
  }
}
