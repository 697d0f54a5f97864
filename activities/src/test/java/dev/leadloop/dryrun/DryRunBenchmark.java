package dev.leadloop.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.imports.FileRows;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.dryrun.DryRun;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.What;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast leads are played, and in how much memory. */
@Tag("bench")
class DryRunBenchmark {
  private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
  private static final int LEADS = Integer.getInteger("leadloop.bench.leads", 10_000);

  @Test
  void tenThousandLeadsOverNinetyDays() throws IOException {
    LeadPolicy policy = starter();
    measure(policy, 2, Engagement.NONE, false);
    for (int threads : new int[] {1, 2}) {
      measure(policy, threads, Engagement.REPLAY, false);
    }
    measure(policy, 2, Engagement.REPLAY, true);
  }

  private static void measure(LeadPolicy policy, int threads, Engagement engagement, boolean compared) {
    String csv = ManyLeads.csv(LEADS, engagement == Engagement.NONE ? FROM : FROM.plus(Duration.ofDays(90)), 90);
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    DryRun.Asked asked = new DryRun.Asked("starter", policy);
    DryRunOrder order = new DryRunOrder(
        asked, compared ? asked : null, FROM, 90, 1, SalesAnswer.IN_TIME, engagement, ZoneOffset.UTC);
    System.gc();
    long before = used();
    long[] most = {0};
    long begun = System.nanoTime();
    long worked = cpu();
    try (ManyHands hands = new ManyHands(threads);
        FileRows rows = FileRows.open(new ByteArrayInputStream(bytes), null, ManyLeads.MAPPING, FROM, PolicyNames.of(policy),
            1L << 28)) {
      DryRunPlayer.Sales sales = new DryRunPlayer.Sales(LocalDesk.reps(policy, 5), new SalesModel.InTime(), "");
      DryRunReport result = new DryRunPlayer(order, sales, hands, 1_000_000).play(
          new FileLeads(rows, engagement, order.from(), order.until()), "file", new DryRun.Listener() {
            @Override
            public void progress(int lives) {
              if (lives % 500 == 0) {
                most[0] = Math.max(most[0], used() - before);
              }
            }
          }, 10_000);
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf("%d leads, 90 days, %s, %d threads%s: %.1f s, %.0f leads/s, %.1f s of processor time, at most %d MiB"
          + " more; %s%n", LEADS, engagement,
          threads, compared ? ", two policies" : "", seconds, LEADS / seconds, (cpu() - worked) / 1e9, most[0] >> 20,
          result.policy()
          .counts());
      assertThat(result.policy().count(What.FAILED)).as(result.policy().failedBecause().toString()).isZero();
      assertThat(result.changes()).isEqualTo(List.of());
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  static LeadPolicy starter() throws IOException {
    try (InputStream document = DryRunBenchmark.class.getResourceAsStream("/policies/starter.yaml")) {
      return PolicyFiles.parse(new String(document.readAllBytes(), StandardCharsets.UTF_8), 1, template -> true);
    }
  }
}
