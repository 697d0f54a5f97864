package dev.leadloop.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the policy itself is looked at again, by marketing and sales together.
 *
 * @param every time after publication at which a review is due; null for none by date
 */
public record ReviewRules(@Nullable Duration every, Alarm alarm) {
  /**
   * When rejections ask for a review before its date.
   *
   * @param window time whose answers are judged
   * @param baseline time before the window that shows what is usual
   * @param least answers in the window below which nothing is judged
   * @param usualPercent share of rejections taken for usual while the baseline has too few answers
   * @param falseAlarmIn looks of which one may ring by chance alone; there is one look a day
   */
  public record Alarm(Duration window, Duration baseline, int least, int usualPercent, int falseAlarmIn) {}

  /** What holds where a policy says nothing. */
  public static final ReviewRules STANDARD =
      new ReviewRules(Duration.ofDays(90), new Alarm(Duration.ofDays(30), Duration.ofDays(180), 20, 30, 1_000));
}
