package dev.leadloop.consent;

import java.util.List;

/**
 * Reasons of a suppression by weight: what a person said weighs more than what a server said, so that the reason an
 * address is left with does not depend on which report came first. Other reasons weigh nothing against each other: the
 * first stays.
 */
public final class SuppressionReason {
  /** The person called a mail spam. */
  public static final String SPAM_REPORT = "spam_report";

  /** The person unsubscribed, by whatever way. */
  public static final String UNSUBSCRIBED = "unsubscribed";

  /** There is no such mailbox. */
  public static final String HARD_BOUNCE = "hard_bounce";

  /** The person left a group at the provider, and may come back there. */
  public static final String GROUP_UNSUBSCRIBE = "group_unsubscribe";

  private static final List<String> BY_WEIGHT = List.of(GROUP_UNSUBSCRIBE, HARD_BOUNCE, UNSUBSCRIBED, SPAM_REPORT);

  private SuppressionReason() {}

  /** Those that we give ourselves; people and files may give others. */
  public static List<String> ours() {
    return BY_WEIGHT;
  }

  /** Reasons that give way to this one. */
  static List<String> lighterThan(String reason) {
    int weight = BY_WEIGHT.indexOf(reason);
    return weight < 0 ? List.of(GROUP_UNSUBSCRIBE) : BY_WEIGHT.subList(0, weight);
  }

  /** The one of two reasons that weighs more; the first where neither gives way. */
  public static String heavier(String one, String other) {
    return lighterThan(other).contains(one) ? other : one;
  }
}
