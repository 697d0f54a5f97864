package dev.leadloop.scoring;

import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.ScoringRules;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rules of a policy are for which signals by type and properties. That hangs on nothing else, so it is found once for each
 * signal, as far as room is given for it.
 */
final class RuleMatches {
  /** How many places of rules are kept at most, of four bytes each. */
  private static final int ROOM = 4_000_000;

  private static final int[] NO_PLACES = {};

  private final Map<List<ScoringRules.SignalRule>, Map<Signal, int[]>> known = new IdentityHashMap<>(2);
  private int[] last = NO_PLACES;
  private int kept;

  /** The places of the rules that are for a signal, in order, up to the first that takes every number. */
  int[] of(ScoringRules scoring, Signal signal) {
    Map<Signal, int[]> bySignal = known.computeIfAbsent(scoring.rules(), rules -> new IdentityHashMap<>());
    int[] places = bySignal.get(signal);
    if (places == null) {
      places = found(scoring, signal);
      if (Arrays.equals(places, last)) {
        places = last;
      } else if (kept > ROOM - places.length) {
        return places;
      } else {
        last = places;
        kept += places.length;
      }
      bySignal.put(signal, places);
    }
    return places;
  }

  /** The same, found anew. */
  static int[] found(ScoringRules scoring, Signal signal) {
    FoldedValues values = new FoldedValues(signal);
    int[] likely = scoring.likely(signal.type(), values::of);
    int count = 0;
    for (int place : likely) {
      ScoringRules.SignalRule rule = scoring.rules().get(place);
      if (Properties.pass(rule.terms().where(), values)) {
        likely[count++] = place;
        if (rule.terms().takesAnyNumber()) {
          break;
        }
      }
    }
    return Arrays.copyOf(likely, count);
  }
}
