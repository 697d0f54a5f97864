package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.counting.Question.Touch;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what measures come to, in the organisation's time zone and by its table of rates. */
public final class Measuring {
  private final CountStore store;
  private final Rates rates;
  private final ZoneId zone;
  private final InstantSource clock;

  /** Counts over a store. */
  public Measuring(CountStore store, Rates rates, ZoneId zone, InstantSource clock) {
    this.store = store;
    this.rates = rates;
    this.zone = zone;
    this.clock = clock;
  }

  /** The organisation's time zone, in which days, weeks and months are cut. */
  public ZoneId zone() {
    return zone;
  }

  /** A question of now; see {@link Question}. */
  public Question question(
      Measure measure, @Nullable Instant from, @Nullable Instant to, List<Cut> by, Map<Cut, List<String>> only, Touch touch,
      @Nullable Integer within) {
    return new Question(measure, from, to, by, only, touch, within, zone, clock.instant());
  }

  /**
   * The answer.
   *
   * @throws CannotCut where nobody would read it, or the policy's conditions are of another kind
   */
  public Counted count(Question question) {
    return store.count(question, rates);
  }

  /** The values of a cut that rows of the measure ever had, the first of them in their order. */
  public List<String> values(Question question, Cut cut, int most) {
    return store.values(question, cut, most);
  }
}
