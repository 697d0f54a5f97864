package dev.leadloop.temporal.erasure;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The port through which an erasure reaches what is kept of its person. */
@ActivityInterface
public interface ErasureActivities {
  /** Failure type of an erasure that the record does not have. */
  String UNKNOWN_ERASURE = "UnknownErasure";

  /** Orders the tombstone of the lead, once; says whether the lead has been decided to be erased. */
  @ActivityMethod
  ErasureProgress entomb(String erasureId);

  /**
   * Has every part that has not confirmed yet erase what it holds. A part that fails stands with why, and is tried again by
   * the next call; the others go on.
   */
  @ActivityMethod
  ErasureProgress eraseParts(String erasureId);
}
