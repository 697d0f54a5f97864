package dev.leadloop.temporal.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.temporal.LeadloopDataConverter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressPayloadTest {
  @Test
  void rowsOfEarlyVersionsKnowNothingOfHeldMailAndConsent() throws JsonProcessingException {
    String row =
        """
        {"stage":"NURTURING","stageSince":"2026-03-01T09:30:00Z","score":{"engagement":0,"negative":0,"score":0,"fit":0,
         "grade":"-","band":"COLD","reasons":[]},"source":"ads","sequenceRuns":{},"recycles":0,"cycles":0,"ended":[],
         "contacted":false}""";
    LeadProgress entered =
        JournalFold.apply(null, new JournalEntry.Entered("ads"), Instant.parse("2026-03-01T09:30:00Z"));
    assertThat(LeadloopDataConverter.mapper().readValue(row, LeadProgress.class)).isEqualTo(entered);
  }
}
