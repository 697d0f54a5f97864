package dev.leadloop.nurture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.Step.Branch;
import dev.leadloop.policy.Step.Case;
import dev.leadloop.policy.Step.End;
import dev.leadloop.policy.Step.Jump;
import dev.leadloop.policy.Step.Send;
import dev.leadloop.policy.Step.Wait;
import dev.leadloop.policy.scoring.Condition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceMapTest {
  private static final Condition ALWAYS = new Condition.All(List.of());

  @Test
  void aLoopWithoutAWaitIsFound() {
    assertThat(loop(send("a"), new Jump("back", "a"))).isEqualTo("a");
    assertThat(loop(send("a"), new Branch("fork", List.of(new Case(ALWAYS, "a")), null), send("b"))).isEqualTo("a");
    assertThat(loop(new Wait("w", Duration.ofDays(1)), send("a"), new Jump("back", "a"))).isEqualTo("a");
    assertThat(loop(new Jump("self", "self"))).isEqualTo("self");
  }

  @Test
  void aLoopThroughAWaitIsNone() {
    assertThat(loop(send("a"), new Wait("w", Duration.ofDays(1)), new Jump("back", "a"))).isNull();
    assertThat(loop(TestPolicies.mail("a", Duration.ofHours(1), "t", "a"), new Jump("back", "a"))).isNull();
    assertThat(loop(send("a"), send("b"), new End("end", "done"))).isNull();
  }

  @Test
  void stepsThatNoWayLeadsToAreFound() {
    Sequence sequence = new Sequence("s", 1, null, null, List.of(send("a"), new End("end", "done"), send("lost"), send("too")));
    assertThat(SequenceMap.unreachable(sequence)).extracting(Step::id).containsExactly("lost", "too");
  }

  private static String loop(Step... steps) {
    Step found = SequenceMap.timelessLoop(new Sequence("s", 1, null, null, List.of(steps)));
    return found == null ? null : found.id();
  }

  private static Send send(String id) {
    return TestPolicies.mail(id, Duration.ZERO, "template", id);
  }
}
