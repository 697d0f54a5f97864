package dev.leadloop.view;

import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Published policy versions as documents; reads only. */
public final class PolicyReadStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public PolicyReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A version without its document. */
  public record Version(int version, String contentHash, Instant publishedAt, String publishedBy) {}

  /** All versions, the newest first. */
  public List<Version> versions() {
    return jdbc.sql(
            "select version, content_hash, published_at, published_by from policy_version order by version desc")
        .query(
            (row, n) ->
                new Version(
                    row.getInt("version"),
                    row.getString("content_hash"),
                    Times.out(row, "published_at"),
                    row.getString("published_by")))
        .list();
  }

  /** The YAML of a version; empty where there is none of that number. */
  public Optional<String> document(int version) {
    return jdbc.sql("select document from policy_version where version = :version")
        .param("version", version)
        .query(String.class)
        .optional();
  }
}
