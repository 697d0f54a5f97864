package dev.leadloop.erasure;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one call erased.
 *
 * @param counts by place, how many rows, files or records; nothing of the person
 * @param waitsFor why it has not confirmed yet, such as "the remote system answers"; null where it is done
 */
public record Erased(Map<String, Integer> counts, @Nullable String waitsFor) {
  /** Nothing was there. */
  public static final Erased NOTHING = new Erased(Map.of(), null);

  public Erased {
    counts = Map.copyOf(counts);
  }

  /** It is done. */
  public static Erased done(Map<String, Integer> counts) {
    return new Erased(counts, null);
  }

  /** The same and another's together. */
  public Erased and(Erased other) {
    Map<String, Integer> all = new TreeMap<>(counts);
    other.counts.forEach((place, count) -> all.merge(place, count, Integer::sum));
    return new Erased(all, waitsFor == null ? other.waitsFor : waitsFor);
  }
}
