package dev.leadloop.temporal.erasure;

import java.util.List;

/**
 * How far an erasure is. Nothing of its person is in it.
 *
 * @param state WAITING for the tombstone, ERASING or DONE
 * @param parts how many there are
 * @param open names of those that have not confirmed yet
 */
public record ErasureProgress(String state, int parts, List<String> open) {
  /** Before anything is known. */
  public static final ErasureProgress UNKNOWN = new ErasureProgress("WAITING", 0, List.of());

  public ErasureProgress {
    open = List.copyOf(open);
  }

  /** Whether the lead has still to be decided. */
  public boolean waits() {
    return state.equals("WAITING");
  }

  /** Whether nothing more will happen. */
  public boolean finished() {
    return state.equals("DONE");
  }
}
