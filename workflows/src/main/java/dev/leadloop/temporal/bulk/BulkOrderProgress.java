package dev.leadloop.temporal.bulk;

/**
 * How far a bulk order is.
 *
 * @param state RUNNING, STOPPED or DONE
 * @param what in the words of its page, such as "reassign"
 * @param leads how many were chosen
 * @param given for how many of them the order was given
 * @param ratePerMinute most leads a minute
 */
public record BulkOrderProgress(String state, String what, int leads, int given, int ratePerMinute) {
  /** Before anything is known. */
  public static final BulkOrderProgress UNKNOWN = new BulkOrderProgress("RUNNING", "", 0, 0, 600);

  /** Whether nothing more will happen. */
  public boolean finished() {
    return !state.equals("RUNNING");
  }
}
