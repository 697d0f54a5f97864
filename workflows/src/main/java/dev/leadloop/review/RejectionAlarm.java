package dev.leadloop.review;

import dev.leadloop.policy.ReviewRules;

/**
 * Whether sales rejects more than usual, or just had bad luck. With enough answers before the window the two shares are
 * compared by Fisher's exact test, one-sided; before that the window is held against the share the policy takes for
 * usual, by the exact binomial test (NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3 and 7.2.4).
 */
public final class RejectionAlarm {
  private RejectionAlarm() {}

  /** Answers of sales in some time, and how many of them were rejections. */
  public record Answers(int given, int rejected) {
    public Answers {
      if (given < 0 || rejected < 0 || rejected > given) {
        throw new IllegalArgumentException(rejected + " rejections of " + given + " answers");
      }
    }

    double share() {
      return given == 0 ? 0 : (double) rejected / given;
    }
  }

  /**
   * What came of a look.
   *
   * @param share of rejections in the window
   * @param usual share it was compared with
   * @param chance probability of so many rejections or more, were nothing unusual; 1 where too few answered
   */
  public record Judgement(boolean alarm, double share, double usual, double chance) {}

  /** Judges the answers of a window against those before it. */
  public static Judgement judge(ReviewRules.Alarm rules, Answers window, Answers before) {
    boolean compared = before.given() >= rules.least();
    double usual = compared ? before.share() : rules.usualPercent() / 100.0;
    if (window.given() < rules.least() || window.share() <= usual) {
      return new Judgement(false, window.share(), usual, 1);
    }
    double chance = compared ? fisher(window, before) : binomial(window, usual);
    return new Judgement(chance * rules.falseAlarmIn() < 1, window.share(), usual, chance);
  }

  /** Probability of at least so many rejections among so many answers, each with the usual probability. */
  static double binomial(Answers window, double usual) {
    double[] logFactorial = logFactorials(window.given());
    double sum = 0;
    for (int x = window.rejected(); x <= window.given(); x++) {
      double ways = logFactorial[window.given()] - logFactorial[x] - logFactorial[window.given() - x];
      sum += Math.exp(ways + times(x, usual) + times(window.given() - x, 1 - usual));
    }
    return Math.min(1, sum);
  }

  /** Probability that at least so many of all rejections fall into the window, were answers dealt out blindly. */
  static double fisher(Answers window, Answers before) {
    int all = window.given() + before.given();
    int rejected = window.rejected() + before.rejected();
    double[] logFactorial = logFactorials(all);
    double sum = 0;
    for (int x = window.rejected(); x <= Math.min(rejected, window.given()); x++) {
      if (window.given() - x <= all - rejected) {
        sum += Math.exp(
            choose(logFactorial, rejected, x)
                + choose(logFactorial, all - rejected, window.given() - x)
                - choose(logFactorial, all, window.given()));
      }
    }
    return Math.min(1, sum);
  }

  private static double times(int count, double probability) {
    return count == 0 ? 0 : count * Math.log(probability);
  }

  private static double choose(double[] logFactorial, int from, int some) {
    return logFactorial[from] - logFactorial[some] - logFactorial[from - some];
  }

  private static double[] logFactorials(int most) {
    double[] logs = new double[most + 1];
    for (int i = 2; i <= most; i++) {
      logs[i] = logs[i - 1] + Math.log(i);
    }
    return logs;
  }
}
