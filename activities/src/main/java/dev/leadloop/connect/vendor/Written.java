package dev.leadloop.connect.vendor;

import org.jspecify.annotations.Nullable;

/**
 * What came of one record.
 *
 * @param remoteId theirs; null where it is not known
 * @param words theirs, where it did not go well
 */
public record Written(String key, Result result, @Nullable String remoteId, @Nullable String words) {

  /** How it went. */
  public enum Result {
    /** They have it. */
    DONE,
    /** It is not there and was not to be created, or is there and can be changed no more. */
    LEFT,
    /** It may go well another time. */
    RETRY,
    /** They had it under that id, and have it no more. */
    GONE,
    /** It never will. */
    REFUSED
  }

  public static Written done(String key, String remoteId) {
    return new Written(key, Result.DONE, remoteId, null);
  }

  public static Written left(String key) {
    return new Written(key, Result.LEFT, null, null);
  }

  public static Written not(Write write, Result result, String words) {
    return new Written(write.key(), result, write.remoteId(), words);
  }
}
