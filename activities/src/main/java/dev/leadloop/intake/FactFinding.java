package dev.leadloop.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What intake has to know of enrichment: of whom something may be found, and how long a first decision waits for it. */
public interface FactFinding {
  /** Nobody is asked about anybody, and no first decision waits. */
  FactFinding NONE = new FactFinding() {
    @Override
    public boolean canBeAskedOf(@Nullable String emailKey, @Nullable String company) {
      return false;
    }

    @Override
    public Duration patience() {
      return Duration.ZERO;
    }
  };

  /**
   * Whether a provider can be asked about such a lead.
   *
   * @param emailKey its address in its one form; null where none is known
   * @param company where the person works, as told; null where that is not known
   */
  boolean canBeAskedOf(@Nullable String emailKey, @Nullable String company);

  /** How long the first decision about a lead waits for what is found, at most. */
  Duration patience();
}
