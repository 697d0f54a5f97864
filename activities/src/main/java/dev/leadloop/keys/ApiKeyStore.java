package dev.leadloop.keys;

import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps API keys by their hash; the keys themselves are never stored. */
public final class ApiKeyStore {
  private static final String COLUMNS = "key_id, name, role, rep_id, holder, created_at, revoked_at, label";
  private static final RowMapper<KeyRow> ROW =
      (row, n) ->
          new KeyRow(
              row.getString("key_id"),
              row.getString("name"),
              row.getString("role"),
              row.getString("rep_id"),
              KeyHolder.valueOf(row.getString("holder")),
              Times.out(row, "created_at"),
              Times.outOrNull(row, "revoked_at"),
              row.getString("label"));

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public ApiKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One key, without what opens anything.
   *
   * @param role MARKETING, SALES, MANAGER, ADMIN or MONITORING
   * @param repId the rep of a SALES key; null for any other
   * @param label what people call it; null where nobody said
   */
  public record KeyRow(
      String keyId,
      String name,
      String role,
      @Nullable String repId,
      KeyHolder holder,
      Instant createdAt,
      @Nullable Instant revokedAt,
      @Nullable String label) {}

  /** The unrevoked key of that hash. */
  public Optional<KeyRow> findByHash(String hash) {
    return jdbc.sql("select " + COLUMNS + " from api_key where key_hash = :hash and revoked_at is null")
        .param("hash", hash)
        .query(ROW)
        .optional();
  }

  /** Every key, the newest first, revoked ones too. */
  public List<KeyRow> all() {
    return jdbc.sql("select " + COLUMNS + " from api_key order by created_at desc, key_id").query(ROW).list();
  }

  /**
   * Stores a new key by its hash; false, and nothing stored, when there is a key of that id already.
   *
   * @throws org.springframework.dao.DuplicateKeyException where a key has or had that name
   */
  public boolean insert(KeyRow key, String hash) {
    return jdbc.sql(
                """
                insert into api_key (key_id, key_hash, name, role, rep_id, holder, created_at)
                values (:keyId, :hash, :name, :role, :repId, :holder, :createdAt)
                on conflict (key_id) do nothing
                """)
            .param("keyId", key.keyId())
            .param("hash", hash)
            .param("name", key.name())
            .param("role", key.role())
            .param("repId", key.repId())
            .param("holder", key.holder().name())
            .param("createdAt", Times.in(key.createdAt()))
            .update()
        == 1;
  }

  /** The key of that hash, revoked or not. */
  public Optional<KeyRow> anyByHash(String hash) {
    return jdbc.sql("select " + COLUMNS + " from api_key where key_hash = :hash")
        .param("hash", hash)
        .query(ROW)
        .optional();
  }

  /** Gives an unrevoked key another hash, and the old one no longer opens anything; false where there is none. */
  public boolean replaceHash(String keyId, String hash) {
    return jdbc.sql("update api_key set key_hash = :hash where key_id = :keyId and revoked_at is null")
            .param("keyId", keyId)
            .param("hash", hash)
            .update()
        == 1;
  }

  /** Keys whose id is that or begins with that and a dash, the newest first, revoked ones too. */
  public List<KeyRow> family(String keyId) {
    return jdbc.sql(
            "select " + COLUMNS + " from api_key where key_id = :keyId or starts_with(key_id, :keyId || '-')"
                + " order by created_at desc, key_id desc")
        .param("keyId", keyId)
        .query(ROW)
        .list();
  }

  /** Ends a key, for good; empty when there is none of that id, or it was ended before. */
  public Optional<KeyRow> revoke(String keyId, Instant at) {
    return jdbc.sql(
            "update api_key set revoked_at = :at where key_id = :keyId and revoked_at is null returning " + COLUMNS)
        .param("keyId", keyId)
        .param("at", Times.in(at))
        .query(ROW)
        .optional();
  }

  /** Gives an unrevoked key another label, or none; empty where there is none of that id. */
  public Optional<KeyRow> label(String keyId, @Nullable String label) {
    return jdbc.sql("update api_key set label = :label where key_id = :keyId and revoked_at is null returning " + COLUMNS)
        .param("keyId", keyId)
        .param("label", label)
        .query(ROW)
        .optional();
  }

  /** The unrevoked keys of a rep. */
  public List<KeyRow> ofRep(String rep) {
    return jdbc.sql("select " + COLUMNS + " from api_key where rep_id = :rep and revoked_at is null order by key_id")
        .param("rep", rep)
        .query(ROW)
        .list();
  }
}
