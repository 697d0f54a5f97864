package dev.leadloop.lifecycle.words;

import org.jspecify.annotations.Nullable;

/**
 * Says why a lead gets no mail, or no nurture mail, in the same words wherever it is said. A suppressed address gets no mail at
 * all until somebody lifts that; a rule of the policy withholds nurture mail alone, and for as long as it holds.
 */
public final class NoMail {
  private NoMail() {}

  /**
   * A clause such as "no mail: its address is suppressed (unsubscribed)" or "no nurture mail by the policy: works for a
   * competitor"; null where neither stands in the way.
   *
   * @param suppressed why the address gets none, as it may be said where this is read; null where it is not suppressed
   * @param withheld label of the rule by which nurture stands still; null where none does
   */
  public static @Nullable String why(@Nullable String suppressed, @Nullable String withheld) {
    return suppressed != null ? bySuppression(suppressed) : withheld != null ? byRule(withheld) : null;
  }

  /** The clause about a suppressed address. */
  public static String bySuppression(String reason) {
    return "no mail: its address is suppressed (" + Sentences.words(reason) + ")";
  }

  /** The clause about a rule of the policy, by its label. */
  public static String byRule(String rule) {
    return "no nurture mail by the policy: " + rule;
  }
}
