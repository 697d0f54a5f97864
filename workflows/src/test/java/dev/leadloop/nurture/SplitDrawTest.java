package dev.leadloop.nurture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policy.Step.Share;
import dev.leadloop.policy.Step.Split;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SplitDrawTest {
  private static final int LEADS = 50_000;
  private static final Split THREE = new Split("ab", List.of(new Share(60, "a"), new Share(30, "b"), new Share(10, "c")));

  @Test
  void sharesComeOutAsThePolicySays() {
    Map<String, Integer> drawn = new HashMap<>();
    for (int lead = 0; lead < LEADS; lead++) {
      drawn.merge(SplitDraw.draw("lead-" + lead, "nurture", THREE).goTo(), 1, Integer::sum);
    }
    THREE.shares().forEach(share -> {
      double p = share.percent() / 100.0;
      int fiveSigma = (int) Math.ceil(5 * Math.sqrt(LEADS * p * (1 - p)));
      assertThat(drawn.get(share.goTo())).isCloseTo((int) (LEADS * p), Offset.offset(fiveSigma));
    });
  }

  @Test
  void aLeadStaysOnItsWayWhenAShareGrows() {
    Split grown = new Split("ab", List.of(new Share(70, "a"), new Share(20, "b"), new Share(10, "c")));
    for (int lead = 0; lead < LEADS; lead++) {
      String before = SplitDraw.draw("lead-" + lead, "nurture", THREE).goTo();
      String after = SplitDraw.draw("lead-" + lead, "nurture", grown).goTo();
      assertThat(after).isEqualTo(before.equals("b") && after.equals("a") ? "a" : before);
    }
  }

  @Test
  void anotherSplitDrawsAnew() {
    Split even = new Split("first", List.of(new Share(50, "a"), new Share(50, "b")));
    Split other = new Split("second", even.shares());
    int same = 0;
    for (int lead = 0; lead < LEADS; lead++) {
      String id = "lead-" + lead;
      same += SplitDraw.draw(id, "nurture", even).equals(SplitDraw.draw(id, "nurture", other)) ? 1 : 0;
    }
    assertThat(same).isCloseTo(LEADS / 2, Offset.offset((int) (5 * Math.sqrt(LEADS * 0.25))));
  }
}
