package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.counting.Question.Touch;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what measures come to, in the organisation's time zone and by its table of rates. */
public final class Measuring {
  private final CountStore store;
  private final KnownValueStore known;
  private final Rates rates;
  private final ZoneId zone;
  private final InstantSource clock;

  /** Counts over a store. */
  public Measuring(CountStore store, Rates rates, ZoneId zone, InstantSource clock) {
    this.store = store;
    this.known = store.known();
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

  /**
   * What there is instead of a value that a filter names: nothing where the value can be, though nothing may have it yet.
   *
   * @param looking whether the record may be looked through, without which open sets pass
   */
  public Optional<List<String>> instead(Question question, Cut cut, String value, boolean looking) {
    return looking || KnownValueStore.closed(cut) ? known.instead(question, cut, value) : Optional.empty();
  }
}
