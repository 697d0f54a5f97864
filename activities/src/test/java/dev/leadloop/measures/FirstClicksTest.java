package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The first click of each mail is what {@code measure_mail} looks up, whatever is written and whoever writes at the same
 * time.
 */
class FirstClicksTest {
  private static final int MAILS = 8;
  private static final String COUNTS = "told = true, voided = null";

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));

  @BeforeEach
  void mails() {
    jdbc.sql("insert into lead (lead_id, created_at, updated_at) select 'lead-' || i, now(), now() from generate_series(0, 1) i")
        .update();
    for (int mail = 0; mail < MAILS; mail++) {
      jdbc.sql("insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,"
              + " reserved_at, sending_at) values (?, ?, 'course', 1, ?, 1, 1, 0, 'ACCEPTED', now(), now())")
          .params(id(mail), "lead-" + mail % 2, "mail-" + mail).update();
      jdbc.sql("insert into measure_step values (?, ?, 0, now(), 1, 'course', 1, 1, ?, true, null)")
          .params("lead-" + mail % 2, mail + 1, "mail-" + mail).update();
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static UUID id(int mail) {
    return new UUID(0, mail);
  }

  private List<String> kept() {
    return jdbc.sql("select send_id || ' ' || clicked_at from measure_click where clicked_at is not null order by 1")
        .query(String.class).list();
  }

  private List<String> lookedUp() {
    return jdbc.sql("select send_id || ' ' || clicked_at from measure_mail where clicked_at is not null order by 1")
        .query(String.class).list();
  }

  private void report(Random random, int number) {
    int mail = random.nextInt(MAILS);
    jdbc.sql("insert into provider_event (event_id, kind, send_id, lead_id, occurred_at, received_at, body)"
            + " values (?, ?, ?, ?, '2026-03-01'::timestamptz + ? * interval '1 minute', now(), '{}') on conflict do nothing")
        .params("event-" + number, random.nextInt(4) == 0 ? "OPEN" : "CLICK", id(mail), "lead-" + mail % 2, random.nextInt(9_000))
        .update();
  }

  /** As a decision keeps signals, of some reports and of other things. */
  private void signal(Random random, int most) {
    jdbc.sql("insert into signal (lead_id, event_id, type, occurred_at, voided) select 'lead-' || ?, 'event-' || i,"
            + " 'email_click', now(), ? from generate_series(?, ?) i on conflict (lead_id, event_id) do update"
            + " set voided = signal.voided or excluded.voided")
        .params(random.nextInt(2), random.nextInt(4) == 0, most, most + random.nextInt(3)).update();
  }

  private void change(Random random, int number) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> report(random, random.nextInt(number + 1));
      case 3, 4, 5 -> signal(random, random.nextInt(number + 1));
      case 6 -> jdbc.sql("insert into mail_hit (send_id, kind, link, head, at, told) values (?, ?, 1, false,"
              + " '2026-03-01'::timestamptz + ? * interval '1 minute', ?)")
          .params(id(random.nextInt(MAILS)), random.nextInt(4) == 0 ? "OPEN" : "CLICK", random.nextInt(9_000),
              random.nextBoolean()).update();
      case 7 -> jdbc.sql("update mail_hit set " + (random.nextBoolean() ? "voided = 'machine'" : COUNTS)
          + " where hit_id % 5 = ?").param(random.nextInt(5)).update();
      case 8 -> jdbc.sql("update provider_event set occurred_at = occurred_at - interval '1 hour', applied_at = now()"
          + " where hashtext(event_id) % 9 = ?").param(random.nextInt(9)).update();
      default -> jdbc.sql("delete from " + List.of("provider_event", "signal").get(random.nextInt(2))
          + " where abs(hashtext(event_id)) % 11 = ?").param(random.nextInt(11)).update();
    }
  }

  @Test
  void theyAreWhatLookingThemUpAnewGives() {
    Random random = new Random(5);
    int most = 0;
    for (int number = 1; number < 400; number++) {
      change(random, number);
      assertThat(kept()).isEqualTo(lookedUp());
      most = Math.max(most, kept().size());
    }
    assertThat(most).isGreaterThan(4);
    jdbc.sql("delete from signal").update();
    jdbc.sql("delete from mail_hit").update();
    assertThat(kept()).isEmpty();
  }

  @Test
  void aClickThatIsTakenBackWhileAnotherIsToldLeavesTheOther() throws Exception {
    for (boolean first : List.of(true, false)) {
      jdbc.sql("delete from provider_event").update();
      jdbc.sql("delete from signal").update();
      jdbc.sql("delete from mail_hit").update();
      jdbc.sql("insert into provider_event (event_id, kind, send_id, lead_id, occurred_at, received_at, body)"
          + " values ('a', 'CLICK', ?, 'lead-0', '2026-03-01', now(), '{}')").param(id(0)).update();
      jdbc.sql("insert into signal (lead_id, event_id, type, occurred_at) values ('lead-0', 'a', 'email_click', now())").update();
      jdbc.sql("insert into mail_hit (send_id, kind, link, head, at) values (?, 'CLICK', 1, false, '2026-03-02')").param(id(0))
          .update();
      String voided = "update signal set voided = true";
      String told = "update mail_hit set " + COUNTS;
      try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
        Future<?> second = transaction.execute(status -> {
          jdbc.sql(first ? voided : told).update();
          Future<?> behind = thread.submit(() -> jdbc.sql(first ? told : voided).update());
          while (!behind.isDone()
              && jdbc.sql("select count(*) from pg_locks where not granted").query(Integer.class).single() == 0) {
            Thread.onSpinWait();
          }
          return behind;
        });
        second.get();
      }
      assertThat(kept()).isEqualTo(lookedUp()).hasSize(1);
    }
  }
}
