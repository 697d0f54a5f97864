package dev.leadloop.temporal;

/** The task queues. */
public final class TaskQueues {
  /** Lead workflows and their decisions. */
  public static final String LEADS = "leads";

  /** Sending, kept apart so that its rate can be bounded. */
  public static final String EMAIL = "email";

  private TaskQueues() {}
}
