package dev.leadloop.consent;

import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Addresses and whether they may be mailed; a send and a suppression lock the same row. */
public final class SuppressionStore {
  private final JdbcClient jdbc;

  public SuppressionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks the address until the transaction ends, making its row where there is none; call it with the lead locked, if at
   * all. Returns why it is suppressed; empty where it may be mailed.
   */
  public Optional<String> lock(String emailKey) {
    jdbc.sql("insert into address (email_key) values (:key) on conflict do nothing").param("key", emailKey).update();
    return Optional.ofNullable(
        jdbc.sql("select suppressed from address where email_key = :key for update")
            .param("key", emailKey)
            .query((row, n) -> new Reason(row.getString("suppressed")))
            .single()
            .text());
  }

  /** Why the address may not be mailed; empty where it may. */
  public Optional<String> reason(String emailKey) {
    return jdbc.sql("select suppressed from address where email_key = :key and suppressed is not null")
        .param("key", emailKey)
        .query(String.class)
        .optional();
  }

  /**
   * Locks several addresses, in order, making the rows that are missing. Returns why each is suppressed; those that may be
   * mailed are left out.
   */
  public Map<String, String> lockAll(Collection<String> emailKeys) {
    String[] sorted = emailKeys.stream().sorted().distinct().toArray(String[]::new);
    jdbc.sql("insert into address (email_key) select unnest(:keys) on conflict do nothing").param("keys", sorted).update();
    Map<String, String> reasons = new HashMap<>();
    jdbc.sql("select email_key, suppressed from address where email_key = any(:keys) order by email_key for update")
        .param("keys", sorted)
        .query(row -> {
          String reason = row.getString("suppressed");
          if (reason != null) {
            reasons.put(row.getString("email_key"), reason);
          }
        });
    return reasons;
  }

  /**
   * Suppresses a locked address; a suppression already there keeps its reason, unless the new one weighs more (see {@link
   * SuppressionReason}). False where nothing changed.
   */
  public boolean suppress(String emailKey, String reason, String by, Instant at) {
    return jdbc.sql(
                """
                with changed as (
                  update address set suppressed = :reason, suppressed_at = :at, suppressed_by = :by
                   where email_key = :key and (suppressed is null or suppressed = any(:lighter))
                  returning email_key)
                insert into address_event (email_key, at, what, detail, principal)
                select email_key, :at, 'suppressed', :reason, :by from changed""")
            .param("key", emailKey)
            .param("lighter", SuppressionReason.lighterThan(reason).toArray(String[]::new))
            .param("reason", reason)
            .param("by", by)
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /** The same of many locked addresses; returns those of which it changed anything. */
  Set<String> suppressAll(Collection<String> emailKeys, String reason, String by, Instant at) {
    return new HashSet<>(
        jdbc.sql(
                """
                with changed as (
                  update address set suppressed = :reason, suppressed_at = :at, suppressed_by = :by
                   where email_key = any(:keys) and (suppressed is null or suppressed = any(:lighter))
                  returning email_key),
                told as (
                  insert into address_event (email_key, at, what, detail, principal)
                  select email_key, :at, 'suppressed', :reason, :by from changed)
                select email_key from changed""")
            .param("keys", emailKeys.toArray(String[]::new))
            .param("lighter", SuppressionReason.lighterThan(reason).toArray(String[]::new))
            .param("reason", reason)
            .param("by", by)
            .param("at", Times.in(at))
            .query(String.class)
            .list());
  }

  /** Lifts the suppression of a locked address; false where there was none. */
  public boolean lift(String emailKey, String by, String why, Instant at) {
    return jdbc.sql(
                """
                with changed as (
                  update address set suppressed = null, lifted_at = :at, lifted_by = :by, lifted_why = :why
                   where email_key = :key and suppressed is not null returning email_key)
                insert into address_event (email_key, at, what, detail, principal)
                select email_key, :at, 'lifted', :why, :by from changed""")
            .param("key", emailKey)
            .param("by", by)
            .param("why", why)
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /** Everything that happened to the address, the newest first. */
  public List<AddressEvent> history(String emailKey) {
    return jdbc.sql(
            "select at, what, detail, principal from address_event where email_key = :key order by address_event_id desc")
        .param("key", emailKey)
        .query((row, n) -> new AddressEvent(
            Times.out(row, "at"), row.getString("what"), row.getString("detail"), row.getString("principal")))
        .list();
  }

  private record Reason(@Nullable String text) {}
}
