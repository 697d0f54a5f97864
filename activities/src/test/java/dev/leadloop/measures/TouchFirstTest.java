package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The first touch of each lead is what looking it up anew gives, whatever is written and whoever writes at the same time. */
class TouchFirstTest {
  private static final int LEADS = 5;

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));

  @BeforeEach
  void leads() {
    for (int lead = 0; lead < LEADS; lead++) {
      jdbc.sql("insert into lead (lead_id, created_at, updated_at) values (?, now(), now())").param("lead-" + lead).update();
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> kept() {
    return jdbc.sql("select f::text from touch_first f order by lead_id").query(String.class).list();
  }

  private List<String> lookedUp() {
    return jdbc.sql("select f::text from (select distinct on (lead_id) lead_id, at, touch_id, source, campaign, content, channel"
        + " from touch order by lead_id, at, touch_id) f").query(String.class).list();
  }

  private void touched(Random random) {
    jdbc.sql("insert into touch (lead_id, at, source) select 'lead-' || ?, '2026-01-01'::timestamptz + ? * interval '1 minute', ?"
            + " from generate_series(0, ?)")
        .params(random.nextInt(LEADS), random.nextInt(1_000), "source-" + random.nextInt(100), random.nextInt(3)).update();
  }

  @Test
  void itIsLookedUpAnewWhereTouchesAreCorrectedOrTakenAway() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      touched(random);
      switch (random.nextInt(4)) {
        case 0 -> jdbc.sql("update touch set source = ?, at = at + interval '1 day' where lead_id = 'lead-' || ? and source < ?")
            .params("other-" + i, random.nextInt(LEADS), "source-5").update();
        case 1 -> jdbc.sql("delete from touch where lead_id = 'lead-' || ?"
                + " and at < '2026-01-01'::timestamptz + interval '8 hours'")
            .param(random.nextInt(LEADS)).update();
        default -> {}
      }
      assertThat(kept()).isEqualTo(lookedUp());
    }
    jdbc.sql("delete from touch").update();
    assertThat(kept()).isEmpty();
  }

  @Test
  void whoAddsAtTheSameTimeDoesNotHideAnEarlierOne() {
    try (ExecutorService writers = Executors.newFixedThreadPool(6)) {
      for (int writer = 0; writer < 6; writer++) {
        Random random = new Random(writer);
        writers.submit(() -> {
          for (int i = 0; i < 60; i++) {
            transaction.executeWithoutResult(status -> touched(random));
          }
        });
      }
    }
    assertThat(jdbc.sql("select count(*) from touch").query(Integer.class).single()).isGreaterThanOrEqualTo(360);
    assertThat(kept()).isEqualTo(lookedUp()).hasSize(LEADS);
  }
}
