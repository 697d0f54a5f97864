package dev.leadloop.enrichment;

import dev.leadloop.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How providers do, and how many questions are with them. */
final class ProviderStore {
  private final JdbcClient jdbc;

  ProviderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A provider, whose row is locked.
   *
   * @param failures in a row
   * @param restsFor how long it is still to be left alone; null where it may be asked
   * @param asking questions that are with it
   * @param askingBulk those of them that are some among many
   * @param begun how many it was asked in the last second
   */
  record State(int failures, @Nullable Duration restsFor, int asking, int askingBulk, int begun) {}

  /** Locks the provider against others who would ask it until the transaction ends. */
  State lock(String provider) {
    jdbc.sql("insert into enrichment_provider (provider) values (:provider) on conflict do nothing")
        .param("provider", provider).update();
    Row row = jdbc.sql(
            "select failures, (extract(epoch from rests_until - now()) * 1000)::bigint as rests"
                + " from enrichment_provider where provider = :provider for update")
        .param("provider", provider)
        .query((found, n) -> new Row(found.getInt("failures"), found.getObject("rests", Long.class)))
        .single();
    return jdbc.sql(
            """
            select count(*) filter (where taken_until > now()) as asking,
                   count(*) filter (where taken_until > now() and line > 1) as bulk,
                   count(*) filter (where asked_at > now() - interval '1 second') as begun
              from enrichment_answer
             where provider = :provider and asked_at > now() - interval '10 minutes'
               and (taken_until is not null or asked_at > now() - interval '1 second')""")
        .param("provider", provider)
        .query((found, n) -> new State(
            row.failures(), row.rests() == null || row.rests() <= 0 ? null : Duration.ofMillis(row.rests()),
            found.getInt("asking"), found.getInt("bulk"), found.getInt("begun")))
        .single();
  }

  private record Row(int failures, @Nullable Long rests) {}

  /** Whether nobody asks it just now, since it failed again and again or wants to be left alone. */
  boolean rests(String provider) {
    return jdbc.sql("select exists (select from enrichment_provider where provider = :provider and rests_until > now())")
        .param("provider", provider)
        .query(Boolean.class)
        .single();
  }

  /** It answered. */
  void well(String provider) {
    jdbc.sql("update enrichment_provider set failures = 0, failing_since = null, rests_until = null, last_error = null"
            + " where provider = :provider and (failures > 0 or rests_until is not null)")
        .param("provider", provider)
        .update();
  }

  /**
   * It failed.
   *
   * @param most failures in a row after which it rests, a quarter of a minute first and twice as long each time
   * @param asked how long it wants to be left alone; null where it does not say
   */
  void failed(String provider, String why, int most, Duration longestRest, @Nullable Duration asked) {
    jdbc.sql(
            """
            update enrichment_provider
               set failures = failures + 1, failing_since = coalesce(failing_since, now()), last_error = :why,
                   rests_until = greatest(
                     rests_until, now() + :asked * interval '1 millisecond',
                     case when failures + 1 >= :most
                          then now() + least(:longest, 15000 * power(2, least(failures + 1 - :most, 10)))
                                     * interval '1 millisecond'
                     end)
             where provider = :provider""")
        .param("provider", provider)
        .param("why", why)
        .param("most", most)
        .param("longest", longestRest.toMillis())
        .param("asked", asked == null ? 0 : Math.min(asked.toMillis(), longestRest.toMillis() * 12))
        .update();
  }

  /** A provider that fails. */
  record Failing(String provider, Instant since, String why) {}

  /** The one of these that has failed for so long without an answer in between. */
  Optional<Failing> failing(List<String> providers, Duration longerThan) {
    return jdbc.sql(
            """
            select provider, failing_since, last_error from enrichment_provider
             where provider = any (:providers) and failing_since < now() - :longer * interval '1 millisecond'
             order by failing_since limit 1""")
        .param("providers", providers.toArray(String[]::new))
        .param("longer", longerThan.toMillis())
        .query((row, n) -> new Failing(
            row.getString("provider"), Times.out(row, "failing_since"), row.getString("last_error")))
        .optional();
  }
}
