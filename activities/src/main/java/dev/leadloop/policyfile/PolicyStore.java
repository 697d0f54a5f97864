package dev.leadloop.policyfile;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.store.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The documents that were published, by number, and the orders that published them. */
final class PolicyStore {
  private final JdbcClient jdbc;

  PolicyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A version by its number and by what its document says. */
  record Published(int version, String contentHash) {}

  /** False where somebody else has just taken the number. */
  boolean insert(PolicyFiles.Reading read, String yaml, String by, @Nullable String key) {
    LeadPolicy policy = read.policy();
    return jdbc.sql("""
            with published as (
              insert into policy_version (version, content_hash, document, published_at, published_by, holidays)
              values (:version, :hash, :document, now(), :by, :holidays::jsonb) on conflict do nothing returning version),
            ordered as (
              insert into policy_order (order_key, version)
              select :key, version from published where :key::text is not null on conflict do nothing)
            select count(*) from published""")
        .param("version", policy.version()).param("hash", policy.contentHash())
        .param("document", yaml).param("by", by).param("key", key)
        .param("holidays", Json.write(read.holidays()))
        .query(Integer.class).single() == 1;
  }

  /** An order for what is in force already is carried out, too. */
  void note(String key, int version) {
    jdbc.sql("insert into policy_order (order_key, version) values (:key, :version) on conflict do nothing")
        .param("key", key).param("version", version)
        .update();
  }

  /** The holidays that were written down with a version; empty where none were. */
  Optional<Map<String, List<LocalDate>>> holidays(int version) {
    return jdbc.sql("select holidays from policy_version where version = :version and holidays is not null")
        .param("version", version)
        .query((row, n) -> Json.dates(row.getString("holidays")))
        .optional();
  }

  /** The document of a version as it was published; empty where it never was. */
  Optional<String> document(int version) {
    return jdbc.sql("select document from policy_version where version = :version")
        .param("version", version).query(String.class).optional();
  }

  /** The version with the highest number. */
  Optional<Published> last() {
    return jdbc.sql("select version, content_hash from policy_version order by version desc limit 1")
        .query((row, n) -> new Published(row.getInt("version"), row.getString("content_hash")))
        .optional();
  }

  /** The version that an order with that key published or found in force. */
  Optional<Published> ordered(String key) {
    return jdbc.sql("select version, content_hash from policy_order join policy_version using (version) where order_key = :key")
        .param("key", key)
        .query((row, n) -> new Published(row.getInt("version"), row.getString("content_hash")))
        .optional();
  }
}
