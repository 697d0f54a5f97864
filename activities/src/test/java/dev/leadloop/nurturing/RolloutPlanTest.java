package dev.leadloop.nurturing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.nurturing.RolloutPlan.StageMove;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RolloutPlanTest {
  @Test
  void allLeadsAreCountedAndTheFirstHundredNamed() {
    StageMove all = IntStream.range(0, 1_234).mapToObj(i -> new StageMove("NURTURING", "MQL", 1, List.of("lead-" + i)))
        .reduce(StageMove::and).orElseThrow();
    assertThat(all.leads()).isEqualTo(1_234);
    assertThat(all.leadIds()).containsExactlyElementsOf(IntStream.range(0, StageMove.NAMED).mapToObj(i -> "lead-" + i).toList());
  }
}
