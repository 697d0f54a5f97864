package dev.leadloop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatingTasksTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Semaphore went = new Semaphore(0);
  private RepeatingTasks tasks;

  @AfterEach
  void stop() {
    tasks.stop();
  }

  private boolean goes() throws InterruptedException {
    return went.tryAcquire(10, TimeUnit.SECONDS);
  }

  private boolean rests() throws InterruptedException {
    return !went.tryAcquire(200, TimeUnit.MILLISECONDS);
  }

  private void start(Duration patience, RepeatingTask task) {
    tasks = new RepeatingTasks("tested", true, patience, task);
    tasks.start();
  }

  @Test
  void nextTurnBeginsWhenThePauseIsOverOrEarlierWhenWoken() throws InterruptedException {
    AtomicInteger task = new AtomicInteger();
    start(Duration.ZERO, () -> {
      went.release();
      return task.incrementAndGet() == 1 ? Duration.ofMillis(1) : LONG;
    });
    assertThat(goes() && goes()).isTrue();
    assertThat(rests()).isTrue();
    tasks.wake();
    assertThat(goes()).isTrue();
  }

  @Test
  void wakingIsNotHeededWhereTheNextTurnWouldFailToo() throws InterruptedException {
    AtomicBoolean hears = new AtomicBoolean();
    start(Duration.ZERO, new RepeatingTask() {
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
    tasks.wake();
    assertThat(rests()).isTrue();
    hears.set(true);
    tasks.wake();
    assertThat(goes()).isTrue();
  }

  @Test
  void turnThatFailsIsNotTheLast() throws InterruptedException {
    start(Duration.ZERO, () -> {
      went.release();
      throw new IllegalStateException("just now not");
    });
    assertThat(goes()).isTrue();
    tasks.wake();
    assertThat(goes()).isTrue();
  }

  @Test
  void turnUnderWayIsLetComeToItsEnd() throws InterruptedException {
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    start(Duration.ofSeconds(10), () -> {
      went.release();
      mayEnd.await();
      ended.set(true);
      return LONG;
    });
    assertThat(goes()).isTrue();
    Thread stopping = Thread.ofPlatform().start(() -> tasks.stop());
    assertThat(stopping.join(Duration.ofMillis(100))).isFalse();
    mayEnd.countDown();
    assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
    assertThat(ended).isTrue();
    assertThat(tasks.isRunning()).isFalse();
  }
}
