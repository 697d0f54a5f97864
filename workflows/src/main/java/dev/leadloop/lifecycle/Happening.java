package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.words.Sentences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that happened to a lead, in words that may be shown in Temporal.
 *
 * @param at time of the decision that recorded it
 */
public record Happening(Instant at, String what) {
  /** How many of the latest are ever kept together; the journal has them all. */
  public static final int MOST = 12;

  /** What a decision recorded, the newest last, repeated ones together, at most {@value #MOST}: a burst must not swell a
   * history. */
  public static List<Happening> of(Decision decision) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (Decision.Noted noted : decision.journal()) {
      String brief = Sentences.brief(noted.entry());
      if (brief != null) {
        times.merge(brief, 1, Integer::sum);
      }
    }
    List<Happening> latest = new ArrayList<>();
    times.forEach((what, n) -> latest.add(new Happening(decision.at(), n == 1 ? what : what + " ×" + n)));
    return List.copyOf(latest.subList(Math.max(0, latest.size() - MOST), latest.size()));
  }
}
