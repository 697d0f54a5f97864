package dev.leadloop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link ScoringBench} in a process of its own and prints what each operation takes, and how much it allocates. */
@Tag("bench")
class ScoringBenchmark {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** One line of the table: microseconds and bytes an operation. */
  private record Cost(double micros, double bytes) {}

  @Test
  void costsOfAScoreAndOfADecision() throws RunnerException {
    Collection<RunResult> results = new Runner(new OptionsBuilder()
        .include("^" + ScoringBench.class.getName() + "[.]")
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend("-XX:+UseSerialGC")
        .shouldFailOnError(true)
        .build()).run();
    Map<String, Map<Integer, Cost>> costs = new TreeMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      costs.computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), key -> new TreeMap<>()).put(
          Integer.valueOf(result.getParams().getParam("signals")),
          new Cost(result.getPrimaryResult().getScore(), result.getSecondaryResults().get(ALLOCATED).getScore()));
    }
    System.out.println("Under the starter policy, microseconds and bytes an operation");
    costs.forEach((what, bySignals) -> bySignals.forEach((signals, cost) -> System.out.printf(
        Locale.ROOT, "%-10s %5d signals %10.2f us %12.0f B%n", what, signals, cost.micros(), cost.bytes())));
    assertThat(costs.keySet()).contains("score", "decide");
  }
}
