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
 * The mails that are counted, and beginnings of sequences, are what looking them up anew gives, whatever is written and whoever
 * writes at the same time.
 */
class SentMailsTest {
  private static final int LEADS = 4;
  private static final int STEPS = 6;

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
    return jdbc.sql("select s::text from measure_sent s order by lead_id, seq, n").query(String.class).list();
  }

  private List<String> lookedUp() {
    return jdbc.sql("""
        select s::text
          from (select d.sending_at, min(e.occurred_at) as delivered_at, d.send_id, v.seq, v.n, v.policy_version,
                       v.sequence_version, v.lead_id, v.sequence, v.step,
                       (array_agg(w.step || ': ' || replace(w.what, 'drawn: ', '') order by w.seq desc, w.n desc)
                         filter (where w.what like 'drawn: %'))[1] as arm
                  from measure_step v
                  join send d on (d.lead_id, d.sequence, d.sequence_version, d.step, d.occurrence)
                    = (v.lead_id, v.sequence, v.sequence_version, v.step, v.occurrence)
                  left join measure_step w on (w.lead_id, w.sequence, w.sequence_version, w.occurrence)
                    = (v.lead_id, v.sequence, v.sequence_version, v.occurrence) and (w.seq, w.n) < (v.seq, v.n)
                  left join provider_event e on e.send_id = d.send_id and e.kind = 'DELIVERED'
                 where v.mail and d.state in ('ACCEPTED', 'UNKNOWN') and d.sending_at is not null
                 group by d.send_id, v.lead_id, v.seq, v.n) s
         order by lead_id, seq, n""").query(String.class).list();
  }

  private List<String> begun() {
    return jdbc.sql("select e::text from measure_enrolment e order by lead_id, sequence").query(String.class).list();
  }

  private List<String> begunLookedUp() {
    return jdbc.sql("""
        select e::text
          from (select s.at, s.seq, s.n, s.policy_version, s.sequence_version, s.lead_id, s.sequence
                  from measure_step s
                 where not exists (select from measure_step o where o.lead_id = s.lead_id and o.sequence = s.sequence
                                                                and (o.seq, o.n) < (s.seq, s.n))) e
         order by lead_id, sequence""").query(String.class).list();
  }

  /** A step of one of two sequences: a draw, a mail, or neither. */
  private void step(Random random, int seq) {
    int kind = random.nextInt(4);
    jdbc.sql("insert into measure_step values ('lead-' || ?, ?, 0, '2026-01-01'::timestamptz + ? * interval '1 hour', 1, ?, 1, 1,"
            + " ?, ?, ?) on conflict do nothing")
        .params(random.nextInt(LEADS), seq, seq, "sequence-" + random.nextInt(2),
            kind == 0 ? "split-" + seq : "mail-" + random.nextInt(STEPS), kind > 1, kind == 0 ? "drawn: way-" + seq % 2 : null)
        .update();
  }

  private void mail(Random random) {
    String state = List.of("RESERVED", "SENDING", "ACCEPTED", "UNKNOWN", "HELD").get(random.nextInt(5));
    jdbc.sql("insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,"
            + " reserved_at, sending_at) values (?, 'lead-' || ?, ?, 1, ?, 1, 1, 0, ?, now(), '2026-02-01'::timestamptz)"
            + " on conflict do nothing")
        .params(UUID.randomUUID(), random.nextInt(LEADS), "sequence-" + random.nextInt(2), "mail-" + random.nextInt(STEPS), state)
        .update();
  }

  private void change(Random random, int seq) {
    switch (random.nextInt(12)) {
      case 8, 9, 10 -> report(random, seq);
      case 11 -> correct(random);
      case 0, 1 -> step(random, seq);
      case 2, 3 -> mail(random);
      case 4 -> settle(random, random.nextInt(3) == 0 ? "REJECTED" : "ACCEPTED");
      case 5 -> settle(random, "UNKNOWN");
      case 6 -> jdbc.sql("update send set state = 'RESERVED', sending_at = null where step = ? and state = 'SENDING'")
          .param("mail-" + random.nextInt(STEPS)).update();
      default -> jdbc.sql("delete from measure_step where lead_id = 'lead-' || ? and seq % 7 = ?")
          .params(random.nextInt(LEADS), random.nextInt(7)).update();
    }
  }

  /** What is reported of some mails at once, in any order, and of mails that are not ours. */
  private void report(Random random, int seq) {
    jdbc.sql("insert into provider_event (event_id, kind, send_id, occurred_at, received_at, body)"
            + " select ? || '-' || send_id, ?, case when ? then send_id else gen_random_uuid() end,"
            + " '2026-03-01'::timestamptz + ? * interval '1 minute', now(), '{}' from send where step = ?")
        .params(seq, random.nextInt(4) == 0 ? "OPEN" : "DELIVERED", random.nextInt(6) > 0, random.nextInt(1_000),
            "mail-" + random.nextInt(STEPS)).update();
  }

  private void correct(Random random) {
    int luck = random.nextInt(1_000);
    jdbc.sql(random.nextBoolean()
            ? "delete from provider_event where hashtext(event_id) % 3 = ? % 3"
            : "update provider_event set occurred_at = occurred_at + ? * interval '1 second', applied_at = now()"
                + " where hashtext(event_id) % 3 = 1").param(luck).update();
  }

  private void settle(Random random, String state) {
    jdbc.sql("update send set state = ?, sending_at = coalesce(sending_at, '2026-03-01') where lead_id = 'lead-' || ?"
            + " and step = ? and sequence = 'sequence-0'")
        .params(state, random.nextInt(LEADS), "mail-" + random.nextInt(STEPS)).update();
  }

  @Test
  void theyAreWhatLookingThemUpAnewGives() {
    Random random = new Random(11);
    int most = 0;
    boolean drawn = false;
    for (int seq = 1; seq < 400; seq++) {
      change(random, seq);
      assertThat(kept()).isEqualTo(lookedUp());
      assertThat(begun()).isEqualTo(begunLookedUp());
      most = Math.max(most, kept().size());
      drawn |= kept().stream().anyMatch(row -> row.contains("way-"));
    }
    assertThat(most).isGreaterThan(5);
    assertThat(drawn).isTrue();
    assertThat(jdbc.sql("select count(*) from measure_sent where delivered_at is not null").query(Integer.class).single())
        .isPositive();
    jdbc.sql("update measure_step set step = 'mail-0', mail = true, what = null where what is not null").update();
    assertThat(kept()).isEqualTo(lookedUp());
    assertThat(begun()).isEqualTo(begunLookedUp()).hasSizeGreaterThan(5);
    jdbc.sql("delete from send").update();
    assertThat(kept()).isEmpty();
  }

  @Test
  void aMailThatIsSettledWhileItsStepIsPutRightIsCounted() throws Exception {
    for (boolean mailFirst : List.of(true, false)) {
      jdbc.sql("delete from measure_step").update();
      jdbc.sql("delete from send").update();
      jdbc.sql("insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,"
          + " reserved_at, sending_at) values (?, 'lead-1', 'course', 1, 'mail-1', 1, 1, 0, 'SENDING', now(), now())")
          .param(UUID.randomUUID()).update();
      String settled = "update send set state = 'ACCEPTED'";
      assertTogether(mailFirst, settled,
          "insert into measure_step values ('lead-1', 1, 0, now(), 1, 'course', 1, 1, 'mail-1', true, null)");
    }
  }

  @Test
  void aMailThatIsSettledWhileItIsReportedAsDeliveredIsDelivered() throws Exception {
    for (boolean mailFirst : List.of(true, false)) {
      jdbc.sql("delete from measure_step").update();
      jdbc.sql("delete from send").update();
      jdbc.sql("delete from provider_event").update();
      UUID mail = UUID.randomUUID();
      jdbc.sql("insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,"
          + " reserved_at, sending_at) values (?, 'lead-1', 'course', 1, 'mail-1', 1, 1, 0, 'SENDING', now(), now())")
          .param(mail).update();
      jdbc.sql("insert into measure_step values ('lead-1', 1, 0, now(), 1, 'course', 1, 1, 'mail-1', true, null)").update();
      assertTogether(mailFirst, "update send set state = 'ACCEPTED'",
          "insert into provider_event (event_id, kind, send_id, occurred_at, received_at, body)"
              + " values ('delivered', 'DELIVERED', '" + mail + "', now(), now(), '{}')");
      assertThat(jdbc.sql("select delivered_at from measure_sent").query(java.sql.Timestamp.class).single()).isNotNull();
    }
  }

  /** Both at the same time, in two transactions of which the one begins first. */
  private void assertTogether(boolean first, String settled, String other) throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> second = transaction.execute(status -> {
        jdbc.sql(first ? settled : other).update();
        Future<?> behind = thread.submit(() -> jdbc.sql(first ? other : settled).update());
        await(behind);
        return behind;
      });
      second.get();
    }
    assertThat(kept()).isEqualTo(lookedUp()).hasSize(1);
  }

  /** Until it is done, or waits for whoever holds what it wants. */
  private void await(Future<?> other) {
    while (!other.isDone() && jdbc.sql("select count(*) from pg_locks where not granted").query(Integer.class).single() == 0) {
      Thread.onSpinWait();
    }
  }
}
