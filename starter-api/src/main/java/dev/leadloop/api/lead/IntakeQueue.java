package dev.leadloop.api.lead;

import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadIntake;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes leads in together: what waits while the database works goes into the next statement as one. Nobody is answered
 * before the commit that holds the own lead; on an idle system a lead goes alone and waits for nothing.
 */
@Component
class IntakeQueue {
  private static final int MOST_TOGETHER = 200;
  private static final int MOST_WAITING = 5_000;
  private static final int WRITERS = 2;
  private static final long PATIENCE_SECONDS = 20;

  private final LeadIntake intake;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final List<Thread> writers = new ArrayList<>();

  private record Waiting(IntakeRequest request, CompletableFuture<Intake> answer) {}

  IntakeQueue(LeadIntake intake) {
    this.intake = intake;
    for (int i = 1; i <= WRITERS; i++) {
      writers.add(Thread.ofPlatform().daemon().name("intake-" + i).start(this::write));
    }
  }

  /** Takes one lead in; returns once it is committed. Fails like the database does where it is away. */
  Intake take(IntakeRequest request) {
    Waiting mine = new Waiting(request, new CompletableFuture<>());
    if (!waiting.offer(mine)) {
      throw new DataAccessResourceFailureException("too many leads wait for the database");
    }
    try {
      return mine.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new DataAccessResourceFailureException("the database did not answer in time", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new DataAccessResourceFailureException("stopped while waiting for the database", stopped);
    }
  }

  private void write() {
    List<Waiting> together = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        together.add(waiting.take());
      } catch (InterruptedException closing) {
        return;
      }
      waiting.drainTo(together, MOST_TOGETHER - 1);
      takeAll(together);
      together.clear();
    }
  }

  private void takeAll(List<Waiting> together) {
    try {
      List<Intake> answers = intake.intakeAll(together.stream().map(Waiting::request).toList());
      for (int i = 0; i < answers.size(); i++) {
        together.get(i).answer().complete(answers.get(i));
      }
    } catch (DataAccessResourceFailureException | TransactionException away) {
      together.forEach(one -> one.answer().completeExceptionally(away));
    } catch (RuntimeException refused) {
      takeEach(together, refused);
    }
  }

  /** One bad request must not fail those that came with it. */
  private void takeEach(List<Waiting> together, RuntimeException failure) {
    if (together.size() == 1) {
      together.get(0).answer().completeExceptionally(failure);
    } else {
      together.forEach(one -> takeAll(List.of(one)));
    }
  }

  @PreDestroy
  void close() {
    writers.forEach(Thread::interrupt);
    List<Waiting> left = new ArrayList<>();
    waiting.drainTo(left);
    left.forEach(
        one -> one.answer().completeExceptionally(new DataAccessResourceFailureException("the server is stopping")));
  }
}
