package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A draft is thrown away and started at the same time. */
class DraftRaceTest {
  private static final String MAPPING = "{\"columns\":{\"Email\":\"email\"}}";
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ImportRig rig = new ImportRig();
  private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(rig.source));

  @AfterEach
  void close() {
    threads.close();
    rig.close();
  }

  private String draft() {
    String id = rig.stage("Email\none@acme.example\ntwo@acme.example\n", MAPPING);
    rig.store.asDraft(id);
    return id;
  }

  @Test
  void whoThrowsAwayWhatIsBeingStartedFindsNothingAndTakesNoRow() throws Exception {
    String id = draft();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch waited = new CountDownLatch(1);
    CompletableFuture<Boolean> start = CompletableFuture.supplyAsync(() -> Boolean.TRUE.equals(transaction.execute(status -> {
      boolean gone = rig.store.letGo(id, MappingReader.read(MAPPING), MAPPING);
      started.countDown();
      try {
        assertThat(waited.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return gone;
    })), threads);
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Boolean> forget = CompletableFuture.supplyAsync(() -> rig.store.forgetDraft(id), threads);
    waitsForALock();
    waited.countDown();
    assertThat(start.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(forget.get(10, TimeUnit.SECONDS)).as("it is no draft any more").isFalse();
    assertThat(rig.run(id).created()).isEqualTo(2);
  }

  @Test
  void whatWasThrownAwayIsNotStarted() {
    String id = draft();
    assertThat(rig.store.forgetDraft(id)).isTrue();
    assertThat(rig.store.forgetDraft(id)).isFalse();
    assertThat(rig.number("select count(*)::int from import_row")).isZero();
    assertThat(rig.store.letGo(id, MappingReader.read(MAPPING), MAPPING)).isFalse();
    assertThat(rig.store.find(id)).isEmpty();
  }

  private void waitsForALock() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      if (rig.number("select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
          > 0) {
        return;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    throw new AssertionError("nobody waited");
  }
}
