package dev.leadloop.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogMarksTest {
  @Test
  void leadDecisionAndActivityAreMarked() {
    Object decision = new DecisionRequest("a", Instant.EPOCH, 7, List.of());
    assertThat(LogMarks.marks("a", "DecideAndRecord", new Object[] {decision}))
        .isEqualTo(Map.of("lead_id", "a", "decision_seq", "7", "activity", "DecideAndRecord"));
    EffectRef effect = new EffectRef("a", 8, 0);
    assertThat(LogMarks.marks("a", "SendEmail", new Object[] {effect})).containsEntry("decision_seq", "8");
    assertThat(LogMarks.marks("a", "NotifySales", new Object[] {List.of(effect)})).containsEntry("decision_seq", "8");
    assertThat(LogMarks.marks(null, "Import", new Object[0])).isEqualTo(Map.of("activity", "Import"));
  }
}
