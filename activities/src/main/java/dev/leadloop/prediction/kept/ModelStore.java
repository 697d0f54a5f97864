package dev.leadloop.prediction.kept;

import dev.leadloop.prediction.model.ForetellingByModels.Use;
import dev.leadloop.prediction.model.Trained;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Models by version. */
public final class ModelStore {
  private static final String MODELS = "select version, made_at, made_by, document, used_at, used_by from predictive_model";

  private final JdbcClient jdbc;

  /** Over one data source. */
  public ModelStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A model.
   *
   * @param usedAt since when it was used; null where it never was
   */
  public record Kept(
      int version, Instant madeAt, String madeBy, Trained trained, @Nullable Instant usedAt, @Nullable String usedBy) {}

  /** The newest, the newest first. */
  public List<Kept> newest(int most) {
    return jdbc.sql(MODELS + " order by version desc limit :most").param("most", most).query(ModelStore::kept).list();
  }

  /** The one that is in use; empty where none is. */
  public Optional<Kept> inUse() {
    return jdbc.sql(MODELS + " where version = (select version from predictive_model_use order by at desc limit 1)")
        .query(ModelStore::kept).optional();
  }

  /** The one of that version; empty where there is none. */
  public Optional<Kept> find(int version) {
    return jdbc.sql(MODELS + " where version = :version").param("version", version).query(ModelStore::kept).optional();
  }

  /** Which was taken into use when, in the order of their times. */
  public List<Use> uses() {
    return jdbc.sql("select at, version from predictive_model_use order by at")
        .query((row, n) -> new Use(Times.out(row, "at"), row.getInt("version"))).list();
  }

  /** Keeps a model as the next version, and returns that. */
  public int add(Trained trained, Instant at, String by) {
    return jdbc.sql(
            """
            insert into predictive_model (version, made_at, made_by, document)
            select coalesce(max(version), 0) + 1, :at, :by, :document::json from predictive_model returning version""")
        .param("at", Times.in(at)).param("by", by).param("document", Json.write(trained))
        .query(Integer.class).single();
  }

  /** Takes a version into use; false where there is none of that number. */
  public boolean use(int version, Instant at, String by) {
    return jdbc.sql(
            """
            with used as (update predictive_model set used_at = :at, used_by = :by where version = :version returning version)
            insert into predictive_model_use (at, version, used_by)
            select greatest(:at, (select max(at) + interval '1 microsecond' from predictive_model_use)), version, :by
              from used""")
        .param("at", Times.in(at)).param("by", by).param("version", version).update() == 1;
  }

  private static Kept kept(ResultSet row, int n) throws SQLException {
    return new Kept(
        row.getInt("version"), Times.out(row, "made_at"), row.getString("made_by"),
        Json.read(row.getString("document"), Trained.class), Times.outOrNull(row, "used_at"), row.getString("used_by"));
  }
}
