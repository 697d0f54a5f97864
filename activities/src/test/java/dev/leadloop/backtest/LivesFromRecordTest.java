package dev.leadloop.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.measures.LivesOnRecord;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.record.PolicySource;
import dev.leadloop.simulation.backtest.LivingAgain;
import dev.leadloop.simulation.backtest.RecordedLife;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.simulation.backtest.Side;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lives as the record has them, lived again. More of them with {@code -Dleadloop.backtest.lives=...}. */
class LivesFromRecordTest {
  private static final int LIVES = Integer.getInteger("leadloop.backtest.lives", 40);
  private static final long SEED = Long.getLong("leadloop.backtest.seed", 7_700L);
  private static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "campaigns");
  private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");
  private static final LivesOnRecord RECORD = new LivesOnRecord();
  private static final PolicySource VERSIONS = new LivesOnRecord.Versions();

  private final BacktestStore store = new BacktestStore(RECORD.fixture.jdbc);
  private final Backtests backtests =
      new Backtests(RECORD.fixture.jdbc, VERSIONS, RECORD.fixture.transaction, RECORD.fixture.clock);

  @BeforeAll
  static void live() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      RECORD.live(seed, 25);
    }
  }

  @AfterAll
  static void close() {
    RECORD.close();
  }

  private record Turned(Instant at, JournalEntry entry) {}

  @Test
  void theVersionsThatTheyWereLivedByGiveEachTurnOnRecord() {
    List<LeadId> read = new ArrayList<>();
    new RecordedLifeStore(RECORD.fixture.jdbc).each(0, 1, BEGINNING, END, END, ReadLives.each(lived -> {
      read.add(lived.life().lead());
      assertThat(again(lived.life())).as("lead %s", lived.life().lead()).isEqualTo(recorded(lived.life().lead()));
    }));
    assertThat(read).as("all but who asked to be forgotten").hasSize(known());
    assertThat(RECORD.leads).containsAll(read);
  }

  private static int known() {
    return RECORD.fixture.jdbc.sql("select count(*) from lead where erased_at is null").query(Integer.class).single();
  }

  private static List<Turned> again(RecordedLife life) {
    List<Turned> turned = new ArrayList<>();
    LivingAgain.live(life, VERSIONS::version, life.turns().getLast().at(), Duration.ofDays(100_000), moment ->
        moment.decision().journal().forEach(noted -> {
          if (noted.entry() instanceof JournalEntry.StageChanged) {
            turned.add(new Turned(moment.decision().at(), noted.entry()));
          }
        }));
    return turned;
  }

  private static List<Turned> recorded(LeadId lead) {
    return RECORD.fixture.jdbc
        .sql("select at, entry from lifecycle_event where lead_id = ? and type = 'stage_changed' order by seq, n")
        .param(lead.value())
        .query((row, n) -> new Turned(Times.out(row, "at"), Json.read(row.getString("entry"), JournalEntry.class)))
        .list();
  }

  @Test
  void anyShardingInAnyOrderGivesTheSameBytesAndNoShardIsDoneTwice() {
    String draft = PolicyCatalog.starter().replaceAll("direct-intent-fit: [0-9]+", "direct-intent-fit: 99");
    List<Backtest> done = new ArrayList<>();
    for (int shards : new int[] {1, 3, 17}) {
      Backtest backtest = open(draft, null);
      RECORD.fixture.jdbc.sql("update backtest set shards = ? where backtest_id = ?").params(shards, backtest.id()).update();
      List<Integer> order = new ArrayList<>(IntStream.range(0, shards).boxed().toList());
      Collections.shuffle(order, new Random(shards));
      long leads = order.stream().mapToLong(shard -> backtests.tryShard(backtest.id(), shard)).sum();
      assertThat(leads).isEqualTo(known());
      String rows = changes(backtest.id());
      order.forEach(shard -> backtests.tryShard(backtest.id(), shard));
      assertThat(changes(backtest.id())).as("a shard that is done").isEqualTo(rows);
      assertThat(backtests.addUpShards(backtest.id()).state()).isEqualTo("DONE");
      done.add(store.find(backtest.id()).orElseThrow());
    }
    ShardResult first = done.getFirst().result();
    assertThat(first).isNotNull();
    assertThat(first.failed()).isZero();
    assertThat(first.sides().get(Side.GAINED) + first.sides().get(Side.LOST)).isPositive();
    for (Backtest other : done) {
      assertThat(Json.write(other.result())).isEqualTo(Json.write(first));
      assertThat(changes(other.id())).isEqualTo(changes(done.getFirst().id()));
    }
  }

  private Backtest open(String document, @Nullable Integer against) {
    Instant now = RECORD.fixture.now();
    return backtests.open(
        new BacktestOrder("d1", null, against, BEGINNING, END, null, now, ZoneOffset.UTC), document, MARKETING);
  }

  private static String changes(String id) {
    return RECORD.fixture.jdbc.sql(
            "select coalesce(string_agg(concat_ws('|', lead_id, side, at, cause, lacking, rules, outcome), E'\\n'"
                + " order by side, lead_id), '') from backtest_change where backtest_id = ?")
        .param(id).query(String.class).single();
  }
}
