package dev.leadloop.imports.mapping;

import dev.leadloop.intake.LeadDetails;
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
   * @param warnings what was taken although it will count for nothing, in sentences
   */
  record Told(
      String key,
      LeadDetails details,
      @Nullable Instant touchedAt,
      List<ToldSignal> signals,
      List<String> warnings)
      implements MappedRow {
    public Told {
      signals = List.copyOf(signals);
      warnings = List.copyOf(warnings);
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
