package dev.leadloop.worker.temporal;

import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the workers once Temporal answers and stops them first of all. A Temporal that is down when the process
 * starts is waited for, since requests are taken all the while.
 */
public final class Workers implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(250);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
  /** The usual second is over before a cold JVM on a busy machine has loaded its classes; the task is then done twice. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(5);
  /**
   * How long a task waits for the process that knows its lead before any may take it. After the usual five seconds a
   * worker that is behind would be given the whole histories too, and fall further behind.
   */
  private static final Duration LONGEST_QUEUE = Duration.ofSeconds(15);
  /** A lead that is not at hand is read and gone through from its beginning when something happens to it. */
  private static final int LEADS_AT_HAND = 3_000;
  private static final Duration PATIENCE_WITH_RUNNING_TASKS = Duration.ofSeconds(10);

  private final WorkflowClient client;
  private final TemporalNamespace namespace;
  private final List<TaskQueueWork> queues;
  private final DecisionTimes times;
  private final ActivityTraces traces;
  private @Nullable Thread starter;
  private @Nullable WorkerFactory factory;

  Workers(WorkflowClient client, TemporalNamespace namespace, List<TaskQueueWork> queues, MeterRegistry meters,
      ActivityTraces traces) {
    this.client = client;
    this.namespace = namespace;
    this.queues = queues;
    this.traces = traces;
    this.times = new DecisionTimes(meters);
  }

  @Override
  public synchronized void start() {
    starter = Thread.ofPlatform().name("workers-start").daemon(true).start(this::startWhenReachable);
  }

  private void startWhenReachable() {
    Duration pause = FIRST_RETRY;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        namespace.prepare();
        startFactory();
        return;
      } catch (RuntimeException e) {
        if (!isRunning()) {
          return;
        }
        log.warn("Temporal at {} is not ready ({}): trying again in {} ms",
            client.getWorkflowServiceStubs().getOptions().getTarget(), e.getMessage(), pause.toMillis());
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
      pause = pause.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? pause.multipliedBy(2) : LONGEST_RETRY;
    }
  }

  private void startFactory() {
    if (queues.isEmpty()) {
      return;
    }
    WorkerFactory starting = WorkerFactory.newInstance(
        client,
        WorkerFactoryOptions.newBuilder()
            .setWorkflowCacheSize(LEADS_AT_HAND)
            .setMaxWorkflowThreadCount(2 * LEADS_AT_HAND)
            .setUsingVirtualWorkflowThreads(true)
            .setWorkerInterceptors(new Heartbeats(), new Discretion(), times, new LogMarks(), traces)
            .build());
    try {
      queues.forEach(work -> register(starting, work));
      starting.start();
    } catch (RuntimeException e) {
      starting.shutdownNow();
      throw e;
    }
    keep(starting);
    log.info("Working for {}", queues.stream().map(TaskQueueWork::taskQueue).toList());
  }

  private synchronized void keep(WorkerFactory started) {
    if (starter == null) {
      started.shutdownNow();
    } else {
      factory = started;
    }
  }

  private static void register(WorkerFactory factory, TaskQueueWork work) {
    WorkerOptions.Builder options = WorkerOptions.newBuilder()
        .setDefaultDeadlockDetectionTimeout(LONGEST_STEP.toMillis())
        .setStickyQueueScheduleToStartTimeout(LONGEST_QUEUE)
        .setWorkflowTaskPollersBehavior(new PollerBehaviorAutoscaling(2, 20, 4))
        .setActivityTaskPollersBehavior(new PollerBehaviorAutoscaling(1, 20, 4));
    Worker worker = factory.newWorker(work.taskQueue(), work.limits().apply(options).build());
    work.workflows().forEach(worker::registerWorkflowImplementationTypes);
    if (!work.activities().isEmpty()) {
      worker.registerActivitiesImplementations(work.activities().toArray());
    }
  }

  @Override
  public void stop() {
    WorkerFactory running;
    synchronized (this) {
      if (starter != null) {
        starter.interrupt();
      }
      starter = null;
      running = factory;
      factory = null;
    }
    if (running != null) {
      running.shutdown();
      running.awaitTermination(PATIENCE_WITH_RUNNING_TASKS.toMillis(), TimeUnit.MILLISECONDS);
      running.shutdownNow();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return starter != null;
  }
}
