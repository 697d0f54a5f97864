package dev.leadloop.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leadloop.policy.ReviewRules;
import dev.leadloop.review.RejectionAlarm.Answers;
import dev.leadloop.review.RejectionAlarm.Judgement;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RejectionAlarmTest {
  private static final ReviewRules.Alarm RULES = ReviewRules.STANDARD.alarm();

  @Test
  void tailsAreThoseOfTheTextbooks() {
    assertThat(RejectionAlarm.binomial(new Answers(10, 8), 0.5)).isCloseTo(56 / 1024.0, within(1e-12));
    assertThat(RejectionAlarm.binomial(new Answers(4, 0), 0.3)).isCloseTo(1, within(1e-12));
    assertThat(RejectionAlarm.binomial(new Answers(3, 3), 0.2)).isCloseTo(0.008, within(1e-12));
    // Fisher's tea: three of four cups told right, by chance 17 times in 70.
    assertThat(RejectionAlarm.fisher(new Answers(4, 3), new Answers(4, 1))).isCloseTo(17 / 70.0, within(1e-12));
    assertThat(RejectionAlarm.fisher(new Answers(4, 4), new Answers(4, 0))).isCloseTo(1 / 70.0, within(1e-12));
  }

  @Test
  void fewAnswersAreNeverJudged() {
    assertThat(RejectionAlarm.judge(RULES, new Answers(19, 19), new Answers(500, 50)).alarm()).isFalse();
    assertThat(RejectionAlarm.judge(RULES, new Answers(0, 0), new Answers(0, 0)).alarm()).isFalse();
  }

  @Test
  void aShareFarAboveTheUsualRings() {
    Judgement judgement = RejectionAlarm.judge(RULES, new Answers(40, 24), new Answers(400, 100));
    assertThat(judgement.alarm()).isTrue();
    assertThat(judgement.share()).isEqualTo(0.6);
    assertThat(judgement.usual()).isEqualTo(0.25);
    assertThat(judgement.chance()).isLessThan(0.001);
    assertThat(RejectionAlarm.judge(RULES, new Answers(40, 13), new Answers(400, 100)).alarm()).isFalse();
  }

  @Test
  void whileLittleIsKnownThePolicySaysWhatIsUsual() {
    assertThat(RejectionAlarm.judge(RULES, new Answers(20, 14), new Answers(3, 0)).alarm()).isTrue();
    assertThat(RejectionAlarm.judge(RULES, new Answers(20, 9), new Answers(3, 0)).alarm()).isFalse();
    assertThat(RejectionAlarm.judge(RULES, new Answers(20, 9), new Answers(3, 0)).usual()).isEqualTo(0.3);
  }

  @Test
  void fewerRejectionsThanUsualNeverRing() {
    assertThat(RejectionAlarm.judge(RULES, new Answers(1_000, 10), new Answers(1_000, 300)).alarm()).isFalse();
  }

  @Test
  void chanceAloneRingsNoMoreOftenThanThePolicyAllows() {
    Random random = new Random(20_260_302);
    int rang = 0;
    for (int look = 0; look < 20_000; look++) {
      Answers window = drawn(random, 60, 0.3);
      rang += RejectionAlarm.judge(RULES, window, drawn(random, 300, 0.3)).alarm() ? 1 : 0;
    }
    assertThat(rang).as("false alarms in 20,000 looks, one in 1,000 allowed").isLessThanOrEqualTo(30);
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Answers(3, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Answers drawn(Random random, int given, double share) {
    int rejected = 0;
    for (int i = 0; i < given; i++) {
      rejected += random.nextDouble() < share ? 1 : 0;
    }
    return new Answers(given, rejected);
  }
}
