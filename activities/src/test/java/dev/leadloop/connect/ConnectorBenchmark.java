package dev.leadloop.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.testing.ManyLeads;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How near 10,000 changed leads come to what HubSpot's limits allow, each call taking as long as theirs do. */
@Tag("bench")
class ConnectorBenchmark {
  private static final int LEADS = 10_000;
  private static final double ALLOWED_A_SECOND = 19;

  @Test
  void tenThousandLeadsComeNearTheLimitAndNeverBeyondIt() throws IOException, InterruptedException {
    try (ConnectorRig rig = new ConnectorRig()) {
      ManyLeads.write(rig.record.jdbc, LEADS);
      rig.hubspot.slowMillis = 250;
      rig.begin();
      while (rig.store.fill(ConnectorRig.ID, 5_000)) {
        continue;
      }
      rig.store.read(ConnectorRig.ID, null, true);
      long began = System.nanoTime();
      rig.untilDone(Duration.ofMinutes(2));
      double seconds = (System.nanoTime() - began) / 1e9;
      long writes = rig.hubspot.calls.stream().filter(call -> call.endsWith("/upsert")).count();
      double share = writes / seconds / ALLOWED_A_SECOND;
      System.out.printf(Locale.ROOT, "%,d leads in %.1f s: %d calls, %.0f %% of the limit%n", LEADS, seconds, writes,
          share * 100);
      assertThat(rig.hubspot.size()).isEqualTo(LEADS);
      assertThat(writes).as("hardly a call was made again").isLessThan(LEADS / 100 + 10);
      assertThat(share).isGreaterThan(0.6);
    }
  }
}
