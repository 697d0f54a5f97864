package dev.leadloop.temporal.bulk;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The port through which a bulk order reaches its leads. */
@ActivityInterface
public interface BulkOrderActivities {
  /** Failure type of a bulk order that the record does not have. */
  String UNKNOWN_BULK_ORDER = "UnknownBulkOrder";

  /**
   * Gives the order for at most so many more of its leads, in one transaction, and returns the progress after it. Safe to call
   * again: a lead gets it once. Does nothing once it is over.
   */
  @ActivityMethod
  BulkOrderProgress giveNext(String bulkOrderId, int most);

  /** Stops it for good; one that is over stays so. */
  @ActivityMethod
  BulkOrderProgress stopBulkOrder(String bulkOrderId);
}
