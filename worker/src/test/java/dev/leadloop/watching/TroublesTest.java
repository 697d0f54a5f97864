package dev.leadloop.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.SignInRefusals;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.temporal.TemporalProbe.State;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TroublesTest {
  private final AtomicReference<State> temporal = new AtomicReference<>(State.UP);
  private final AtomicReference<TransportResult> answer = new AtomicReference<>(new TransportResult.Accepted("1"));
  private final AtomicLong bytes = new AtomicLong(Long.MAX_VALUE);
  private final SignInRefusals mail = new SignInRefusals(Clock.systemUTC());
  private final EmailTransport transport = mail.noticing(email -> answer.get());

  @SuppressWarnings("NullAway") // The transport of this test reads nothing of the mail.
  private void sends(TransportResult result) {
    answer.set(result);
    assertThat(transport.send(null)).isSameAs(result);
  }

  @Test
  void eachTroubleIsFoundAloneAndGoesWhenItIsMended() {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      int known = new ServerStore(jdbc).migrations();
      assertThat(known).as("changes of this version").isGreaterThan(50);
      Troubles troubles = troubles(jdbc, known);
      assertThat(troubles.now()).isEmpty();
      temporal.set(State.AWAY);
      assertThat(troubles.now()).containsExactly(Trouble.TEMPORAL_AWAY);
      temporal.set(State.REFUSES);
      assertThat(troubles.now()).containsExactly(Trouble.TEMPORAL_REFUSES);
      temporal.set(State.NO_NAMESPACE);
      assertThat(troubles.now()).containsExactly(Trouble.NAMESPACE_MISSING);
      temporal.set(State.UP);
      sends(new TransportResult.NotSent("busy", null));
      assertThat(troubles.now()).as("no fault of ours").isEmpty();
      sends(new TransportResult.NotSent("refused", null, true));
      assertThat(troubles.now()).containsExactly(Trouble.MAIL_REFUSED);
      sends(new TransportResult.Accepted("2"));
      bytes.set(Troubles.LEAST_BYTES - 1);
      assertThat(troubles.now()).containsExactly(Trouble.DISK_NEARLY_FULL);
      bytes.set(Long.MAX_VALUE);
      assertThat(troubles(jdbc, known + 1).now()).containsExactly(Trouble.TABLES_BEHIND);
      assertThat(troubles(jdbc, known - 1).now()).as("an older process beside a newer").isEmpty();
      jdbc.sql("alter table flyway_schema_history rename to away").update();
      assertThat(troubles.now()).containsExactly(Trouble.DATABASE_AWAY);
    }
  }

  @Test
  void wordsAreOnesToActOnAndTellStrangersNothing() {
    for (Trouble trouble : Trouble.values()) {
      assertThat(trouble.words()).as(trouble.name()).doesNotContainPattern("[0-9]")
          .containsAnyOf("See ", "Free ", "Start ", "Make ");
    }
  }

  private Troubles troubles(JdbcClient jdbc, int migrations) {
    return new Troubles(new ServerStore(jdbc), migrations, temporal::get, mail, bytes::get);
  }
}
