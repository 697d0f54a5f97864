package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a measure.
 *
 * @param from the span's beginning; null for everything up to its end
 * @param to the first instant behind it; null for everything since its beginning
 * @param by the cuts of its parts, together; empty for the whole alone
 * @param only the values that a row must have one of, by cut; {@link Cut#NONE} means that it has none
 * @param within within how many days, of 24 hours, something must have come to count; null for however late
 * @param zone in which months and weeks are cut
 * @param now how far is seen
 * @param campaign whose leads alone are looked at, each from when it was told; null for all
 */
public record Question(
    Measure measure,
    @Nullable Instant from,
    @Nullable Instant to,
    List<Cut> by,
    Map<Cut, List<String>> only,
    Touch touch,
    @Nullable Integer within,
    ZoneId zone,
    Instant now,
    @Nullable String campaign) {

  /** One of all leads. */
  public Question(
      Measure measure, @Nullable Instant from, @Nullable Instant to, List<Cut> by, Map<Cut, List<String>> only, Touch touch,
      @Nullable Integer within, ZoneId zone, Instant now) {
    this(measure, from, to, by, only, touch, within, zone, now, null);
  }

  /** Which touch sources, campaigns, contents and channels are of. */
  public enum Touch {
    /** The one by which the lead first came to us. */
    FIRST,
    /** The last one up to the instant by which a row counts. */
    LAST,
    /**
     * All up to that instant, each with its share of a value: the first and the last two fifths, those between the rest in equal
     * parts; two share it evenly. Only of values.
     */
    POSITION
  }

  public Question {
    by = List.copyOf(by);
    only = Map.copyOf(only);
  }

  /** The same of the leads that a campaign told. */
  public Question ofCampaign(String id) {
    return new Question(measure, from, to, by, only, touch, within, zone, now, id);
  }

  /** Whether values are shared out among touches. */
  boolean shared() {
    return touch == Touch.POSITION && uses(Cut::touch);
  }

  /** Whether a cut plays a part in it. */
  boolean uses(Cut cut) {
    return by.contains(cut) || only.containsKey(cut);
  }

  /** Whether such a cut plays a part in it. */
  boolean uses(Predicate<Cut> which) {
    return Stream.concat(by.stream(), only.keySet().stream()).anyMatch(which);
  }

  /** The same of all times, without filters, by one cut. */
  Question everything(Cut cut) {
    return new Question(measure, null, null, List.of(cut), Map.of(), touch, null, zone, now);
  }
}
