package dev.leadloop.temporal;

/** The task queues. */
public final class TaskQueues {
  /** Lead workflows and their decisions. */
  public static final String LEADS = "leads";

  /** Sending, kept apart so that its rate can be bounded. */
  public static final String EMAIL = "email";

  /** Campaigns and bulk orders. */
  public static final String CAMPAIGNS = "campaigns";

  /** Rollouts of policy versions. */
  public static final String ROLLOUTS = "rollouts";

  /** Backtests, kept apart so that they hold up nothing else. */
  public static final String BACKTESTS = "backtests";

  /** Erasures, kept apart since a part of one may take its time. */
  public static final String ERASURES = "erasures";

  /** Learning the predictive score, kept apart likewise. */
  public static final String LEARNING = "learning";

  /** Imports, kept apart so that a large file does not hold up leads. */
  public static final String IMPORTS = "imports";

  /** Connectors, kept apart so that systems of others hold up nothing of ours. */
  public static final String CONNECTORS = "connectors";

  private TaskQueues() {}
}
