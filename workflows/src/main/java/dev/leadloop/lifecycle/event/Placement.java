package dev.leadloop.lifecycle.event;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where leads go on in another version of the policy; chosen with a rollout. The one rule of it: at the step that was named
 * for theirs, else at the step of the same id, else as chosen. Nobody who has a mail to come is left without a sequence unless
 * that was chosen. Places are written as {@code sequence/step}.
 *
 * @param steps places by the place that leads stand at
 * @param otherwise what becomes of leads for whom none of that is there
 */
public record Placement(Map<String, String> steps, Otherwise otherwise) {
  /** Where nothing was chosen. */
  public static final Placement USUAL = new Placement(Map.of(), Otherwise.NEXT);

  /** What becomes of leads whose step has no place. */
  public enum Otherwise {
    /** They go on behind the last mail they have had of their sequence; where it is gone too, in that of their stage. */
    NEXT,
    /** They begin their sequence anew without the mails they had; where it is gone too, that of their stage. */
    START,
    /** Their sequence ends. */
    END
  }

  /** How a place was found. */
  public enum Found {
    SAME_STEP,
    NAMED,
    NEXT,
    START,
    TRACK,
    END;

    /** Whether leads go on at a step instead of beginning anew or ending. */
    public boolean goesOn() {
      return this == SAME_STEP || this == NAMED || this == NEXT;
    }
  }

  /**
   * Where leads of one step go on.
   *
   * @param sequence of the version moved to; null for none yet
   * @param step null for none, or where it hangs on what the lead has had
   * @param words why, where it is not simply the same step
   */
  public record Place(Found found, @Nullable Sequence sequence, @Nullable String step, String words) {
    /** The sequence of a place that is in one. */
    public Sequence in() {
      return Objects.requireNonNull(sequence);
    }

    /** The step of a place that is at one. */
    public String at() {
      return Objects.requireNonNull(step);
    }
  }

  public Placement {
    otherwise = otherwise == null ? Otherwise.NEXT : otherwise;
    steps = steps == null ? Map.of() : Map.copyOf(steps);
  }

  /** How a place is written. */
  public static String key(String sequence, String step) {
    return sequence + "/" + step;
  }

  /** Where a lead that stands at that step goes on in that policy. */
  public Place of(LeadPolicy to, String sequence, String step) {
    Sequence there = to.sequences().get(sequence);
    Place named = at(to, steps.get(key(sequence, step)), Found.NAMED, "as the rollout says");
    if (named != null) {
      return named;
    }
    if (there != null && there.step(step) != null) {
      return new Place(Found.SAME_STEP, there, step, "");
    }
    String missing =
        "policy version " + to.version()
            + (there == null ? " has no sequence '" + sequence + "'" : " has no step '" + step + "'");
    if (otherwise == Otherwise.END) {
      return new Place(Found.END, null, null, missing);
    }
    if (there == null) {
      return new Place(Found.TRACK, null, null, missing);
    }
    return otherwise == Otherwise.NEXT
        ? new Place(Found.NEXT, there, null, missing)
        : new Place(Found.START, there, there.steps().get(0).id(), missing + "; it begins anew");
  }

  /** The step behind the last mail of a sequence that a lead has had, or the first; null behind the last. */
  public static @Nullable String behind(Sequence sequence, Set<String> had) {
    int last = -1;
    for (int i = 0; i < sequence.steps().size(); i++) {
      last = had.contains(sequence.steps().get(i).id()) ? i : last;
    }
    return last + 1 < sequence.steps().size() ? sequence.steps().get(last + 1).id() : null;
  }

  private static @Nullable Place at(LeadPolicy to, @Nullable String place, Found found, String words) {
    int slash = place == null ? -1 : place.indexOf('/');
    Sequence sequence = slash < 0 || place == null ? null : to.sequences().get(place.substring(0, slash));
    String step = slash < 0 || place == null ? "" : place.substring(slash + 1);
    return sequence == null || sequence.step(step) == null ? null : new Place(found, sequence, step, words);
  }
}
