package dev.leadloop.erasure;

import dev.leadloop.erasure.ErasedNames.ErasedName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hashes of those who were forgotten. */
public final class ErasedNameStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public ErasedNameStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<String, ErasedName> find(Collection<String> hashes) {
    Map<String, ErasedName> found = new HashMap<>();
    jdbc.sql("select name_hash, lead_id, suppressed from erased_name where name_hash = any(:hashes)")
        .param("hashes", hashes.toArray(String[]::new))
        .query((row, n) -> found.put(
            Objects.requireNonNull(row.getString("name_hash")),
            new ErasedName(row.getString("lead_id"), row.getString("suppressed"))))
        .list();
    return found;
  }

  /** Hashes by address, and others; who was suppressed once stays so, until an address is taken up again. */
  void keep(Map<String, String> ofAddresses, Collection<String> ofNames, @Nullable String lead) {
    ofAddresses.forEach((address, hash) -> jdbc.sql(
            """
            insert into erased_name (name_hash, lead_id, erased_at, suppressed)
            values (:hash, :lead, now(), (select suppressed from address where email_key = :address))
            on conflict (name_hash) do update
               set lead_id = excluded.lead_id, erased_at = excluded.erased_at,
                   suppressed = coalesce(excluded.suppressed, erased_name.suppressed)""")
        .param("hash", hash)
        .param("lead", lead)
        .param("address", address)
        .update());
    ofNames.forEach(hash -> jdbc.sql(
            """
            insert into erased_name (name_hash, lead_id, erased_at) values (:hash, :lead, now())
            on conflict (name_hash) do update set lead_id = excluded.lead_id, erased_at = excluded.erased_at""")
        .param("hash", hash)
        .param("lead", lead)
        .update());
  }
}
