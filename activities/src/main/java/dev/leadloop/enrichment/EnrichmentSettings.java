package dev.leadloop.enrichment;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked about leads, and how long what they say is good.
 *
 * @param file a CSV of the operator's own; null for none
 * @param service a service over HTTP; null for none
 * @param patience how long the first decision about a lead waits for an answer, at most
 * @param foundFor how long facts that were found are good
 * @param nothingFor how long it is taken for granted that nothing is known
 * @param failedFor how long nobody asks again, once every try has failed
 */
public record EnrichmentSettings(
    @Nullable Path file,
    @Nullable ServiceSettings service,
    Duration patience,
    Duration foundFor,
    Duration nothingFor,
    Duration failedFor) {

  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

  public EnrichmentSettings {
    if (patience.isNegative() || patience.compareTo(LONGEST_PATIENCE) > 0) {
      throw new IllegalArgumentException(
          "leadloop.enrichment.patience must be from 0s to " + LONGEST_PATIENCE.toSeconds()
              + "s: so long a first decision waits");
    }
    positive("found-for", foundFor);
    positive("nothing-for", nothingFor);
    positive("failed-for", failedFor);
  }

  /** Whether anybody is asked at all. */
  public boolean on() {
    return file != null || service != null;
  }

  private static void positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("leadloop.enrichment." + name + " must be longer than nothing, such as 7d");
    }
  }
}
