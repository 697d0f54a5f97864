package dev.leadloop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.worker.Rounds.Round;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Semaphore went = new Semaphore(0);
  private Rounds rounds;

  @AfterEach
  void stop() {
    rounds.stop();
  }

  private boolean goes() throws InterruptedException {
    return went.tryAcquire(10, TimeUnit.SECONDS);
  }

  private boolean rests() throws InterruptedException {
    return !went.tryAcquire(200, TimeUnit.MILLISECONDS);
  }

  private void start(Duration patience, Round round) {
    rounds = new Rounds("tested", true, patience, round);
    rounds.start();
  }

  @Test
  void nextRoundBeginsWhenThePauseIsOverOrEarlierWhenWoken() throws InterruptedException {
    AtomicInteger round = new AtomicInteger();
    start(Duration.ZERO, () -> {
      went.release();
      return round.incrementAndGet() == 1 ? Duration.ofMillis(1) : LONG;
    });
    assertThat(goes() && goes()).isTrue();
    assertThat(rests()).isTrue();
    rounds.wake();
    assertThat(goes()).isTrue();
  }

  @Test
  void wakingIsNotHeededWhereTheNextRoundWouldFailToo() throws InterruptedException {
    AtomicBoolean hears = new AtomicBoolean();
    start(Duration.ZERO, new Round() {
      @Override
      public Duration go() {
        went.release();
        return LONG;
      }

      @Override
      public boolean canBeWoken() {
        return hears.get();
      }
    });
    assertThat(goes()).isTrue();
    rounds.wake();
    assertThat(rests()).isTrue();
    hears.set(true);
    rounds.wake();
    assertThat(goes()).isTrue();
  }

  @Test
  void roundThatFailsIsNotTheLast() throws InterruptedException {
    start(Duration.ZERO, () -> {
      went.release();
      throw new IllegalStateException("just now not");
    });
    assertThat(goes()).isTrue();
    rounds.wake();
    assertThat(goes()).isTrue();
  }

  @Test
  void roundUnderWayIsLetComeToItsEnd() throws InterruptedException {
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    start(Duration.ofSeconds(10), () -> {
      went.release();
      mayEnd.await();
      ended.set(true);
      return LONG;
    });
    assertThat(goes()).isTrue();
    Thread stopping = Thread.ofPlatform().start(() -> rounds.stop());
    assertThat(stopping.join(Duration.ofMillis(100))).isFalse();
    mayEnd.countDown();
    assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
    assertThat(ended).isTrue();
    assertThat(rounds.isRunning()).isFalse();
  }
}
