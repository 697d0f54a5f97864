package dev.leadloop.watching;

import java.util.List;

/**
 * A number that is looked up, as Prometheus knows it.
 *
 * @param metric its name, in base units and without a person in it
 * @param help what it counts, in a sentence; OPERATING.md says the same
 * @param labels by what it is told apart: a handful of values each, never an id, an address or free text
 */
public record WatchedGauge(String metric, String help, List<String> labels) {
  public WatchedGauge {
    labels = List.copyOf(labels);
  }

  /** A gauge of that name. */
  public static WatchedGauge of(String metric, String help, String... labels) {
    return new WatchedGauge(metric, help, List.of(labels));
  }
}
