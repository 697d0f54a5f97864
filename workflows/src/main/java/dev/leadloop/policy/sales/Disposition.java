package dev.leadloop.policy.sales;

import java.time.Duration;

/**
 * A reason sales may give, and what it leads to. The reasons themselves are {@code dispositions} of the policy; only a new kind
 * of path is code.
 *
 * @param noteRequired whether the rep must add a note
 */
public record Disposition(String code, String label, boolean noteRequired, Path path) {
  /** Exactly one thing follows a reason. */
  public sealed interface Path {
    /** Whether it closes the lead, so that nothing of ours takes it up again by itself. */
    default boolean closes() {
      return switch (this) {
        case Disqualify closed -> true;
        case Duplicate closed -> true;
        case Recycle open -> false;
        case Park open -> false;
        case Reassign open -> false;
        case Review open -> false;
      };
    }

    /** Back to nurture at once. */
    record Recycle(String sequence, int freshPoints) implements Path {}

    /** Left alone for a time, then nurtured. */
    record Park(Duration forTime, String sequence, int freshPoints) implements Path {}

    /** Offered to another rep. */
    record Reassign() implements Path {}

    /** Looked at by a person before anything else happens. */
    record Review() implements Path {}

    /** Known already as another lead, which goes on. */
    record Duplicate() implements Path {}

    /** Not a buyer. */
    record Disqualify() implements Path {}
  }
}
