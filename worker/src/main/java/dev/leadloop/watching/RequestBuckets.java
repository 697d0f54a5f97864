package dev.leadloop.watching;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.stream.LongStream;

/** Times of HTTP requests are told as histograms, so that processes can be added up. */
final class RequestBuckets implements MeterFilter {
  private static final String REQUESTS = "http.server.requests";
  private static final double[] BUCKETS = LongStream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
      .mapToDouble(millis -> Duration.ofMillis(millis).toNanos()).toArray();

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return id.getName().equals(REQUESTS)
        ? DistributionStatisticConfig.builder().serviceLevelObjectives(BUCKETS).build().merge(config)
        : config;
  }
}
