package dev.leadloop.bulk;

import java.util.List;

/**
 * What would become of a bulk order if it were given now.
 *
 * @param leads how many were chosen
 * @param taken for how many of them it would be followed
 * @param undecided leads that nothing was decided about yet: what becomes of it shows once that is done
 * @param passedOver the others, by the first reason that holds, the most frequent first
 */
public record BulkPreview(int leads, int taken, int undecided, List<PassedOver> passedOver) {
  /** Most leads of a group that are named. */
  public static final int NAMED = 20;

  public BulkPreview {
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Leads for whom it would be refused for one reason.
   *
   * @param code a stable word, such as "not-closed"
   * @param message what the first of them would be answered
   * @param named the first {@value #NAMED} of them
   */
  public record PassedOver(String code, String message, int leads, List<String> named) {
    public PassedOver {
      named = List.copyOf(named);
    }
  }
}
