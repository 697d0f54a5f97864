package dev.leadloop.view;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which leads a list is asked for, and in which order; of any part null means any.
 *
 * @param sight of whoever asks
 * @param text what is searched for: each word of it is part of a name, the company, the address or the id, one of two letters or
 *     fewer begins a word of these, and signs alone find nothing; or it is a phone number, however it is written
 * @param known by which address or other system's id it is known
 * @param standing where it stands
 * @param worth what it is worth
 * @param only the leads of these ids alone
 * @param after the last lead of the page before
 */
public record LeadQuery(
    Sight sight,
    @Nullable String text,
    Known known,
    Standing standing,
    Worth worth,
    @Nullable Set<String> only,
    Order order,
    @Nullable Place after,
    int limit) {

  /** The orders there are; those not decided yet have no score and no deadline, and are in the first alone. */
  public enum Order {
    /** The newest lead first. */
    NEWEST,
    /** The highest score first. */
    SCORE,
    /** The handoff whose answer is due first; leads without one are left out. */
    DUE
  }

  /** By what it is known. */
  public record Known(@Nullable String emailKey, @Nullable String system, @Nullable String externalId) {
    /** By anything. */
    public static final Known ANY = new Known(null, null, null);
  }

  /**
   * Where it stands.
   *
   * @param stage label of its stage
   * @param qualifiedBy one of {@link ReadyAs#WORDS}
   * @param held true for those that get no nurture mail for now, false for the others
   * @param from came into its stage then or later
   * @param until came into its stage before then
   */
  public record Standing(
      @Nullable String stage,
      @Nullable String qualifiedBy,
      @Nullable String owner,
      @Nullable Boolean held,
      @Nullable Instant from,
      @Nullable Instant until) {
    /** Anywhere. */
    public static final Standing ANY = new Standing(null, null, null, null, null, null);
  }

  /**
   * Of which segment it is.
   *
   * @param sql a condition on a row {@code l} of lead, made of words of ours alone
   * @param values of its parameters
   */
  public record Segment(String sql, Map<String, @Nullable Object> values) {}

  /** What it is worth, where it came from first, and of which segment it is; both bounds of the score belong to it. */
  public record Worth(
      @Nullable String source, @Nullable String grade, @Nullable Integer least, @Nullable Integer most,
      @Nullable Segment segment) {
    /** Anything. */
    public static final Worth ANY = new Worth(null, null, null, null, null);
  }

  /**
   * Where a page ended.
   *
   * @param value what the order goes by, as text of the database; empty where it goes by the lead alone
   */
  public record Place(String value, String lead) {}

  /** Those of these leads that match all but the text. */
  LeadQuery among(Set<String> leads) {
    Set<String> both = only == null ? leads : leads.stream().filter(only::contains).collect(Collectors.toSet());
    return new LeadQuery(sight, null, known, standing, worth, both, order, after, limit);
  }

  /** The page behind that place. */
  public LeadQuery after(@Nullable Place place) {
    return new LeadQuery(sight, text, known, standing, worth, only, order, place, limit);
  }
}
