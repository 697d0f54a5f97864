package dev.leadloop.web;

import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Versions of the hosted forms that people built. */
public final class FormStore {
  private static final String COLUMNS = "select form_id, version, form::text, saved_at, saved_by from hosted_form f ";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public FormStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One version of a form.
   *
   * @param form as JSON
   * @param savedBy a principal
   */
  public record Saved(String id, int version, String form, Instant savedAt, String savedBy) {}

  /** The newest version of each form, by id. */
  public List<Saved> newest() {
    return jdbc.sql(COLUMNS + "where not exists (select from hosted_form n where n.form_id = f.form_id and n.version > f.version)"
            + " order by form_id")
        .query(FormStore::row)
        .list();
  }

  /** Every version of a form, the newest first. */
  public List<Saved> versions(String id) {
    return jdbc.sql(COLUMNS + "where form_id = :id order by version desc").param("id", id).query(FormStore::row).list();
  }

  /**
   * A version of a form.
   *
   * @param version null for the newest
   */
  public Optional<Saved> find(String id, @Nullable Integer version) {
    return jdbc.sql(COLUMNS + "where form_id = :id and (:version::integer is null or version = :version)"
            + " order by version desc limit 1")
        .param("id", id)
        .param("version", version)
        .query(FormStore::row)
        .optional();
  }

  /** Saves a version; false where there is one of that number. */
  public boolean save(Saved saved) {
    return jdbc.sql(
                """
                insert into hosted_form (form_id, version, form, saved_at, saved_by)
                values (:id, :version, :form::jsonb, :at, :by) on conflict do nothing""")
            .param("id", saved.id())
            .param("version", saved.version())
            .param("form", saved.form())
            .param("at", Times.in(saved.savedAt()))
            .param("by", saved.savedBy())
            .update()
        == 1;
  }

  private static Saved row(ResultSet row, int n) throws SQLException {
    return new Saved(
        row.getString("form_id"), row.getInt("version"), row.getString("form"), Times.out(row, "saved_at"),
        row.getString("saved_by"));
  }
}
