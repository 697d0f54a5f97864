package dev.leadloop.worker.temporal;

import io.temporal.worker.WorkerOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process does for one task queue. Every bean of this type gets a worker; no two may name the same queue.
 *
 * @param taskQueue name of the queue
 * @param workflows workflow implementation classes
 * @param activities activity implementations
 * @param limits what keeps its activities from going as fast as they can
 */
public record TaskQueueWork(String taskQueue, List<Class<?>> workflows, List<Object> activities, Limits limits) {

  /** Work without limits. */
  public TaskQueueWork(String taskQueue, List<Class<?>> workflows, List<Object> activities) {
    this(taskQueue, workflows, activities, Limits.NONE);
  }

  /**
   * The most activities that are begun or run.
   *
   * @param perSecond begun a second, by all processes together; null for no limit
   * @param atOnce run by this process at the same time; null for no limit of its own
   */
  public record Limits(@Nullable Double perSecond, @Nullable Integer atOnce) {
    static final Limits NONE = new Limits(null, null);

    /** So many are begun a second, by all processes together. */
    public static Limits perSecond(double most) {
      return new Limits(most, null);
    }

    /** So many run at the same time in this process. */
    public static Limits atOnce(int most) {
      return new Limits(null, most);
    }

    WorkerOptions.Builder apply(WorkerOptions.Builder options) {
      if (perSecond != null) {
        options.setMaxTaskQueueActivitiesPerSecond(perSecond);
      }
      if (atOnce != null) {
        options.setMaxConcurrentActivityExecutionSize(atOnce);
      }
      return options;
    }
  }
}
