package dev.leadloop.worker.temporal;

import io.temporal.worker.WorkerOptions;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What this process does for one task queue. Every bean of this type gets a worker; no two may name the same queue.
 *
 * @param taskQueue name of the queue
 * @param workflows workflow implementation classes
 * @param activities activity implementations
 * @param tuning what the worker's options need beyond the common ones, a rate limit for example
 */
public record TaskQueueWork(
    String taskQueue,
    List<Class<?>> workflows,
    List<Object> activities,
    UnaryOperator<WorkerOptions.Builder> tuning) {

  /** Work without special options. */
  public TaskQueueWork(String taskQueue, List<Class<?>> workflows, List<Object> activities) {
    this(taskQueue, workflows, activities, options -> options);
  }
}
