package dev.leadloop.imports.mapping;

import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lifecycle.event.PastStep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row of a file says. */
public sealed interface MappedRow {
  /**
   * It tells of a lead.
   *
   * @param key the same for every row that says the same about the same lead
   * @param touchedAt when the lead came in; null where the file does not say
   * @param past what the lead's life was before it came to us; null where the row does not say
   * @param warnings what was taken although it will count for nothing, in sentences
   */
  record Told(
      String key,
      LeadDetails details,
      @Nullable Instant touchedAt,
      List<ToldSignal> signals,
      @Nullable ToldPast past,
      List<String> warnings)
      implements MappedRow {
    public Told {
      signals = List.copyOf(signals);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * What a row tells of a lead's past.
   *
   * @param eventId the same whenever the same is told again
   * @param until when the last of it was
   * @param column that has the date of the last of it
   */
  record ToldPast(String eventId, List<PastStep> steps, Instant until, String column) {
    public ToldPast {
      steps = List.copyOf(steps);
    }
  }

  /** It cannot be imported. */
  record Broken(@Nullable String column, String reason) implements MappedRow {}

  /**
   * Engagement a row tells of.
   *
   * @param eventId the same whenever the same engagement is told again
   */
  record ToldSignal(String eventId, String type, Instant occurredAt) {}
}
