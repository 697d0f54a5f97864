package dev.leadloop.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.simulation.backtest.LivingAgain;
import dev.leadloop.simulation.backtest.Moment;
import dev.leadloop.simulation.backtest.RecordedLife;
import dev.leadloop.simulation.backtest.Rules;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many recorded leads a second a draft is tried on, read from the store and added up, by one and by two at once; in how much
 * memory, what one signal of it costs, and how that grows.
 */
@Tag("bench")
class BacktestBenchmark {
  private static final int LEADS = Integer.getInteger("leadloop.bench.leads", 100_000);
  private static final int SIGNALS = 20;
  /** A hundred thousand leads take no longer by two at once. */
  private static final double MOST_SECONDS = 30;
  private static final long MOST_MEMORY = 256L << 20;
  private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
  private static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "campaigns");

  private final LeadPolicy policy = PolicyTexts.read(PolicyCatalog.starter(), 1);

  private record Run(double seconds, double worked, long memory) {}

  @Test
  void aHundredThousandLeadsOfTwentySignals() throws InterruptedException, ExecutionException {
    Run few = null;
    for (int leads : new int[] {LEADS / 10, LEADS}) {
      try (TestDatabase database = TestPostgres.freshDatabase()) {
        long begun = System.nanoTime();
        new ManyRecordedLives(database.dataSource(), policy, SIGNALS).write(leads);
        System.out.printf("%,d leads written in %.0f s%n", leads, (System.nanoTime() - begun) / 1e9);
        if (few == null) {
          fold(database);
          run(database, leads, 2);
        }
        run(database, leads, 1);
        Run two = run(database, leads, 2);
        if (few != null) {
          System.out.printf("%d times the leads take %.1f times the time%n", 10, two.seconds() / few.seconds());
          assertThat(two.seconds() * 100_000 / leads).as("seconds for a hundred thousand leads").isLessThan(MOST_SECONDS);
          assertThat(two.seconds() / few.seconds()).as("growth").isLessThan(15);
          assertThat(two.memory()).as("bytes").isLessThan(MOST_MEMORY);
        }
        few = two;
      }
    }
  }

  private Run run(TestDatabase database, int leads, int atOnce) throws InterruptedException, ExecutionException {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    BacktestStore store = new BacktestStore(jdbc);
    Backtests backtests = new Backtests(jdbc, RecordFixture.policies(policy),
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource())), Instant::now);
    Backtest backtest = backtests.open(
        new BacktestOrder("d1", null, null, EVER, ManyRecordedLives.END, null, ManyRecordedLives.END, ZoneOffset.UTC),
        PolicyCatalog.starter().replaceAll("direct-intent-fit: [0-9]+", "direct-intent-fit: 99"), MARKETING);
    System.gc();
    long before = used();
    AtomicLong most = new AtomicLong();
    long begun = System.nanoTime();
    double worked = worked();
    try (ExecutorService hands = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> shards = new ArrayList<>();
      backtest.progress().left().forEach(shard -> shards.add(hands.submit(() -> {
        backtests.tryShard(backtest.id(), shard);
        most.accumulateAndGet(used() - before, Math::max);
      })));
      for (Future<?> shard : shards) {
        shard.get();
      }
    }
    assertThat(backtests.addUpShards(backtest.id()).leadsDone()).isEqualTo(leads);
    Run run = new Run((System.nanoTime() - begun) / 1e9, worked() - worked, most.get());
    var result = Objects.requireNonNull(store.find(backtest.id()).orElseThrow().result());
    System.out.printf("%,d leads of %d signals, %d at once: %.1f s, %,.0f leads/s, %.1f s of this process's processor time, at"
            + " most %d MiB more; %,d events, SQLs %,d by the draft and %,d before, %s%n",
        leads, SIGNALS, atOnce, run.seconds(), leads / run.seconds(), run.worked(), run.memory() >> 20, result.events(),
        result.is().sqls(), result.was().sqls(), result.sides());
    assertThat(result.failed()).isZero();
    return run;
  }

  /** What living a signal again costs, without the store. */
  private void fold(TestDatabase database) {
    List<RecordedLife> lives = new ArrayList<>();
    new RecordedLifeStore(JdbcClient.create(database.dataSource())).each(
        0, 8, EVER, ManyRecordedLives.END, ManyRecordedLives.END, ReadLives.each(lived -> {
          if (lives.size() < 1_000) {
            lives.add(lived.life());
          }
        }));
    double least = Double.MAX_VALUE;
    long[] moments = new long[1];
    for (int round = 0; round < 6; round++) {
      long begun = System.nanoTime();
      moments[0] = 0;
      for (RecordedLife life : lives) {
        LivingAgain.live(life, new Rules.Always(policy), ManyRecordedLives.END, (Moment moment) -> moments[0]++);
      }
      least = Math.min(least, (System.nanoTime() - begun) / 1e3 / lives.size());
    }
    System.out.printf("the fold alone: %.0f microseconds a lead, %.1f a signal, %.1f decisions a lead%n", least, least / SIGNALS,
        (double) moments[0] / lives.size());
  }

  private static double worked() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
