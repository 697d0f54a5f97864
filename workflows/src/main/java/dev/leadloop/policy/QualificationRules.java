package dev.leadloop.policy;

import java.time.Duration;
import java.util.List;

/**
 * When a lead is ready.
 *
 * @param hysteresis points below the MQL threshold at which an MQL falls back
 * @param directIntent signal types by which a lead asks for sales itself
 * @param directIntentFit least fit points for a request to be handed over at once; below, it goes to review
 * @param directIntentWithin how old a request may be when we are told of it; an older one counts by its points alone
 */
public record QualificationRules(
    Threshold mql,
    Threshold sql,
    int hysteresis,
    List<String> directIntent,
    int directIntentFit,
    Duration directIntentWithin) {

  /** How old a request may be where a policy does not say. */
  public static final Duration USUAL_WITHIN = Duration.ofDays(30);

  /** Least score and least fit points, both needed. */
  public record Threshold(int score, int fit) {}

  public QualificationRules {
    directIntent = List.copyOf(directIntent);
  }

  /** What an MQL must keep to stay one: the score may fall a little below the threshold, the fit may not. */
  public Threshold staying() {
    return new Threshold(mql.score() - hysteresis, mql.fit());
  }
}
