package dev.leadloop.erasure;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hashes of those who were forgotten. */
public final class ErasedNameStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public ErasedNameStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Set<String> known(Collection<String> hashes) {
    return hashes.isEmpty() ? Set.of()
        : new HashSet<>(jdbc.sql("select name_hash from erased_name where name_hash = any(:hashes)")
            .param("hashes", hashes.toArray(String[]::new))
            .query((row, n) -> Objects.requireNonNull(row.getString(1)))
            .list());
  }

  /** Forgets the hash; where its address got no mail, that stands by the address again. */
  void takeBack(String hash, @Nullable String address) {
    jdbc.sql(
            """
            with back as (delete from erased_name where name_hash = :hash returning suppressed, erased_at)
            insert into address (email_key, suppressed, suppressed_at, suppressed_by)
            select :address, suppressed, erased_at, 'SYSTEM:leadloop' from back
             where :address::text is not null and suppressed is not null
            on conflict (email_key) do nothing""")
        .param("hash", hash)
        .param("address", address)
        .update();
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
