package dev.leadloop.email.saved;

import dev.leadloop.email.saved.MailTexts.Version;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of texts of mails. */
final class MailTextStore {
  private static final String COLUMNS = "select template, version, origin, source, saved_at, saved_by, note from mail_text ";

  private final JdbcClient jdbc;

  MailTextStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was last said of a text by people; empty where nobody said anything. */
  Optional<Version> last(String template) {
    return jdbc.sql(COLUMNS + "where template = :template and origin <> 'FILE' order by version desc limit 1")
        .param("template", template).query((row, n) -> version(row)).optional();
  }

  /** The same of every text. */
  List<Version> last() {
    return jdbc.sql("select distinct on (template) template, version, origin, source, saved_at, saved_by, note from mail_text"
            + " where origin <> 'FILE' order by template, version desc")
        .query((row, n) -> version(row)).list();
  }

  /** Every version of a text, the newest first. */
  List<Version> versions(String template) {
    return jdbc.sql(COLUMNS + "where template = :template order by version desc")
        .param("template", template).query((row, n) -> version(row)).list();
  }

  /** The number of a file's text; empty where it has none yet. */
  Optional<Integer> ofFile(String template, String hash) {
    return jdbc.sql("select version from mail_text where template = :template and hash = :hash and origin = 'FILE'")
        .param("template", template).param("hash", hash).query(Integer.class).optional();
  }

  /** Whether somebody saved such a text. */
  boolean knows(String template) {
    return jdbc.sql("select exists (select from mail_text where template = :template and origin = 'SAVED')")
        .param("template", template).query(Boolean.class).single();
  }

  /** Of two who save one text at a time, the later waits for the earlier; within a transaction. */
  void lock(String template) {
    jdbc.sql("select 1 from (select pg_advisory_xact_lock(7001, hashtext(:template))) as locked")
        .param("template", template).query(Integer.class).single();
  }

  /** Puts a version under the next number; 0 where the same text of a file has one already, or another took the number. */
  int insert(String template, String origin, @Nullable String source, String hash, String by, @Nullable String note, Instant at) {
    return jdbc.sql(
            """
            insert into mail_text (template, version, origin, source, hash, saved_at, saved_by, note)
            select :template, coalesce(max(version), 0) + 1, :origin, :source, :hash, :at, :by, :note
              from mail_text where template = :template
            on conflict do nothing returning version""")
        .param("template", template).param("origin", origin).param("source", source).param("hash", hash)
        .param("by", by).param("note", note).param("at", Times.in(at))
        .query(Integer.class).optional().orElse(0);
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getString("template"), row.getInt("version"), MailTexts.Origin.valueOf(row.getString("origin")),
        row.getString("source"), Times.out(row, "saved_at"), row.getString("saved_by"), row.getString("note"));
  }
}
