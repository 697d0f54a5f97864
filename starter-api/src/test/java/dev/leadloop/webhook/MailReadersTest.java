package dev.leadloop.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.problem.ProblemException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailReadersTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final MailReaders readers = new MailReaders(1, 2, Duration.ofMillis(300));
  private final CountDownLatch busy = new CountDownLatch(1);

  @AfterEach
  void stop() {
    busy.countDown();
    readers.destroy();
  }

  private void assertFull(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(ProblemException.class, full -> {
          assertThat(full.document().getStatus()).isEqualTo(503);
          assertThat(full.document().getDetail()).contains("Nothing was stored", "Retry-After");
        });
  }

  @Test
  void readsOnThreadsThatServeNobodyElse() {
    Thread thread = readers.read(Thread::currentThread);
    assertThat(thread.isVirtual()).isFalse();
    assertThat(thread.getName()).startsWith("mail-reader-");
    assertThatThrownBy(() -> readers.read(() -> {
          throw new IllegalArgumentException("no mail");
        }))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("no mail");
  }

  @Test
  void whoFindsTheQueueFullIsTurnedAwayAtOnceAndWhoWaitsTooLongThen() throws InterruptedException {
    List<Thread> callers = new ArrayList<>();
    List<Throwable> turnedAway = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 3; i++) {
      callers.add(Thread.ofVirtual().start(() -> {
        try {
          readers.read(() -> busy.await(60, TimeUnit.SECONDS));
        } catch (ProblemException full) {
          turnedAway.add(full);
        }
      }));
      Thread.sleep(20);
    }
    long before = System.nanoTime();
    assertFull(() -> readers.read(() -> "never"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(200));
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(turnedAway).hasSize(3);
    assertThat(readers.<String>read(() -> "free again")).isEqualTo("free again");
  }

  @Test
  void bodiesHaveRoomForSoManyBytes() throws Exception {
    String all =
        readers.inRoomFor(-1, () ->
            readers.inRoomFor(30L * MEBIBYTE, () -> {
              assertFull(() -> held(30L * MEBIBYTE));
              return held(20_000);
            }));
    assertThat(all).isEqualTo("taken");
    assertThatThrownBy(() -> readers.inRoomFor(30L * MEBIBYTE, () -> {
          throw new IOException("broken off");
        }))
        .hasMessage("broken off");
    assertThat(readers.inRoomFor(30L * MEBIBYTE, () -> held(30L * MEBIBYTE))).isEqualTo("taken");
  }

  private String held(long bytes) {
    try {
      return readers.inRoomFor(bytes, () -> "taken");
    } catch (IOException | ServletException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
