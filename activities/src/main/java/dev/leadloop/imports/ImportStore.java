package dev.leadloop.imports;

import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports and their rows in PostgreSQL. A row's cells are kept only while it waits, and where it failed. */
public final class ImportStore {
  private static final String JOB = "select * from import_job where import_id = :import and not draft";
  private static final String DRAFT = "select * from import_job where import_id = :import and draft";

  private final JdbcClient jdbc;

  public ImportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The import; empty where there is none of that id. */
  public Optional<ImportJob> find(String importId) {
    return jdbc.sql(JOB).param("import", importId).query((row, n) -> job(row)).optional();
  }

  /** The newest imports, newest first. */
  public List<ImportJob> newest(int limit) {
    return jdbc.sql("select * from import_job where not draft order by created_at desc, import_id limit :limit")
        .param("limit", limit)
        .query((row, n) -> job(row))
        .list();
  }

  /** Imports whose workflow has not begun, or seems not to run: no batch for so many seconds. */
  public List<ImportJob> unmoved(int seconds) {
    return jdbc.sql(
            """
            select * from import_job
             where not draft
               and (state = 'STAGED' or (state = 'RUNNING' and updated_at < now() - :seconds * interval '1 second'))
             order by created_at limit 100""")
        .param("seconds", seconds)
        .query((row, n) -> job(row))
        .list();
  }

  /** Marks an import that is not done as stopped by a person. */
  public void stop(String importId) {
    jdbc.sql(
            "update import_job set state = 'STOPPED', finished_at = now(), updated_at = now()"
                + " where import_id = :import and state in ('STAGED', 'RUNNING')")
        .param("import", importId)
        .update();
  }

  /** Forgets cells and warnings of rows of imports finished before so many days; line and reason of those that failed stay. */
  public int forgetFailedCells(int days) {
    return jdbc.sql(
            """
            update import_row r set cells = null, warnings = null
              from import_job j
             where j.import_id = r.import_id and j.finished_at < now() - :days * interval '1 day'
               and (r.cells is not null or r.warnings is not null)""")
        .param("days", days)
        .update();
  }

  /** Failed rows of an import behind a line, in order. */
  public List<FailedRow> failed(String importId, int behindLine, int limit) {
    return jdbc.sql(
            """
            select line, error_column, error, cells from import_row
             where import_id = :import and outcome = 'FAILED' and line > :line order by line limit :limit""")
        .param("import", importId)
        .param("line", behindLine)
        .param("limit", limit)
        .query((row, n) -> new FailedRow(
            row.getInt("line"), row.getString("error_column"), row.getString("error"),
            texts(row.getString("cells"))))
        .list();
  }

  /** Rows of an import that came in with a warning, behind a line, in order. */
  public List<WarnedRow> warned(String importId, int behindLine, int limit) {
    return jdbc.sql(
            """
            select line, warnings from import_row
             where import_id = :import and warnings is not null and line > :line order by line limit :limit""")
        .param("import", importId)
        .param("line", behindLine)
        .param("limit", limit)
        .query((row, n) -> new WarnedRow(row.getInt("line"), texts(row.getString("warnings"))))
        .list();
  }

  /** Files whose mapping nobody has said yet, the newest first. */
  public List<ImportJob> drafts(int limit) {
    return jdbc.sql("select * from import_job where draft order by created_at desc, import_id limit :limit")
        .param("limit", limit)
        .query((row, n) -> job(row))
        .list();
  }

  /** The file of that id whose mapping nobody has said yet; empty where there is none. */
  public Optional<ImportJob> draft(String importId) {
    return jdbc.sql(DRAFT).param("import", importId).query((row, n) -> job(row)).optional();
  }

  /** Forgets files that nobody said the mapping of for so many hours, with all of their rows. */
  public void forgetDrafts(int hours) {
    forget("draft and created_at < now() - :hours * interval '1 hour'", "hours", hours);
  }

  /** Forgets one file whose mapping nobody has said yet; false where there is none. */
  boolean forgetDraft(String importId) {
    return forget("draft and import_id = :import", "import", importId) == 1;
  }

  private int forget(String which, String name, Object value) {
    // One statement: whoever lets the draft go at the same time keeps all of its rows, or finds it gone.
    return jdbc.sql("with gone as (delete from import_job where " + which + " returning import_id),"
            + " with_rows as (delete from import_row r using gone where r.import_id = gone.import_id)"
            + " select count(*)::int from gone")
        .param(name, value)
        .query(Integer.class)
        .single();
  }

  /** Makes of a staged file one whose mapping is still to be said. */
  void asDraft(String importId) {
    jdbc.sql("update import_job set draft = true where import_id = :import").param("import", importId).update();
  }

  /** Gives a draft the mapping that its rows come in by, and lets it go; false where it has gone before. */
  boolean letGo(String importId, ImportMapping mapping, String json) {
    return jdbc.sql(
                """
                update import_job
                   set draft = false, mapping = :mapping::jsonb, system = :system, created_at = now(), updated_at = now()
                 where import_id = :import and draft""")
            .param("import", importId)
            .param("mapping", json)
            .param("system", mapping.system())
            .update()
        == 1;
  }

  void insert(String importId, String fileName, Principal by, ImportMapping mapping, String json, Header header) {
    jdbc.sql(
            """
            insert into import_job (import_id, created_at, updated_at, created_by_kind, created_by, system, mapping,
                                    header, file_name, state)
            values (:import, now(), now(), :kind, :by, :system, :mapping::jsonb, :header::jsonb, :file, 'STAGED')""")
        .param("import", importId)
        .param("kind", by.kind().name())
        .param("by", by.id())
        .param("system", mapping.system())
        .param("mapping", json)
        .param("header", Json.write(header.names()))
        .param("file", fileName)
        .update();
  }

  void stage(String importId, List<StagedRow> rows) {
    jdbc.sql(
            """
            insert into import_row (import_id, line, cells, outcome, error_column, error)
            select :import, r.line, r.cells, case when r.error is not null then 'FAILED' end, r."errorColumn", r.error
              from json_to_recordset(:rows::json) as r(line integer, cells jsonb, "errorColumn" text, error text)""")
        .param("import", importId)
        .param("rows", Json.write(rows))
        .update();
  }

  /** Notes how many rows there are, and how many of them failed already. */
  void staged(String importId, int rows, int failed) {
    jdbc.sql(
            "update import_job set rows_total = :rows, rows_done = :failed, failed = :failed where import_id = :import")
        .param("rows", rows)
        .param("failed", failed)
        .param("import", importId)
        .update();
  }

  /** The import, locked until the transaction ends, so that two attempts at a batch follow each other. */
  Optional<ImportJob> lock(String importId) {
    return jdbc.sql(JOB + " for update").param("import", importId).query((row, n) -> job(row)).optional();
  }

  List<StagedRow> waiting(String importId, int limit) {
    return jdbc.sql(
            """
            select line, cells from import_row
             where import_id = :import and outcome is null order by line limit :limit""")
        .param("import", importId)
        .param("limit", limit)
        .query((row, n) -> new StagedRow(row.getInt("line"), texts(row.getString("cells")), null, null))
        .list();
  }

  /** The leads of row keys that were imported before. */
  Map<String, String> seen(Collection<String> keys) {
    Map<String, String> seen = new HashMap<>();
    jdbc.sql("select row_key, lead_id from import_seen where row_key = any(:keys)")
        .param("keys", keys.toArray(String[]::new))
        .query(row -> {
          seen.put(row.getString("row_key"), row.getString("lead_id"));
        });
    return seen;
  }

  /** In which lines of an import leads were first told of with an external id, and with an address. */
  Map<LeadId, ToldBefore> toldBefore(String importId, Collection<LeadId> leads) {
    Map<LeadId, ToldBefore> told = new HashMap<>();
    jdbc.sql(
            """
            select lead_id, min(line) filter (where told_id) as id_line, min(line) filter (where told_address) as address_line
              from import_row
             where import_id = :import and lead_id = any(:leads) and outcome <> 'FAILED'
             group by lead_id""")
        .param("import", importId)
        .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
        .query(row -> {
          told.put(
              new LeadId(row.getString("lead_id")),
              new ToldBefore(row.getObject("id_line", Integer.class), row.getObject("address_line", Integer.class)));
        });
    return told;
  }

  /** Writes what became of rows, and remembers the keys of those that came in. */
  void settle(String importId, List<SettledRow> rows) {
    jdbc.sql(
            """
            with settled as materialized (
              select * from json_to_recordset(:rows::json)
                as r(line integer, outcome text, "errorColumn" text, error text, lead text, key text, "toldId" boolean,
                     "toldAddress" boolean, warnings jsonb)),
            remembered as (
              insert into import_seen (row_key, lead_id)
              select key, lead from settled where key is not null and lead is not null order by key
              on conflict do nothing)
            update import_row i
               set outcome = r.outcome, error_column = r."errorColumn", error = r.error, lead_id = r.lead,
                   told_id = r."toldId", told_address = r."toldAddress",
                   warnings = case when jsonb_array_length(r.warnings) > 0 then r.warnings end,
                   cells = case when r.outcome = 'FAILED' and r.error is distinct from :forgotten then i.cells end
              from settled r
             where i.import_id = :import and i.line = r.line""")
        .param("import", importId)
        .param("forgotten", SettledRow.FORGOTTEN)
            .param("rows", Json.write(rows))
        .update();
  }

  /** Adds a batch to the counts; the import is done once no row waits. */
  ImportJob count(String importId, ImportJob.Counts batch, int warned) {
    return jdbc.sql(
            """
            update import_job
               set rows_done = rows_done + :done, created = created + :created, merged = merged + :merged,
                   unchanged = unchanged + :unchanged, failed = failed + :failed, warned = warned + :warned,
                   state = case when rows_done + :done >= rows_total then 'DONE' else 'RUNNING' end,
                   started_at = coalesce(started_at, now()), updated_at = clock_timestamp(),
                   finished_at = case when rows_done + :done >= rows_total then clock_timestamp() end
             where import_id = :import
            returning *""")
        .param("done", batch.done())
        .param("created", batch.created())
        .param("merged", batch.merged())
        .param("unchanged", batch.unchanged())
        .param("failed", batch.failed())
        .param("warned", warned)
        .param("import", importId)
        .query((row, n) -> job(row))
        .single();
  }

  /** How many inbox rows wait in the line of imports, counted up to a limit. */
  int backlog(int limit) {
    return jdbc.sql("select count(*) from (select from inbox where urgency = 2 and ring_at <= now() limit :limit) waiting")
        .param("limit", limit)
        .query(Integer.class)
        .single();
  }

  /** A row that failed; its cells are empty where they were forgotten. */
  public record FailedRow(int line, @Nullable String column, @Nullable String reason, List<String> cells) {
    public FailedRow {
      cells = List.copyOf(cells);
    }
  }

  /** A row that came in, with what there is to say about it in sentences. */
  public record WarnedRow(int line, List<String> warnings) {
    public WarnedRow {
      warnings = List.copyOf(warnings);
    }
  }

  /** Lines of an import that told of a lead; null where none did so. */
  record ToldBefore(@Nullable Integer idInLine, @Nullable Integer addressInLine) {}

  private static ImportJob job(ResultSet row) throws SQLException {
    return new ImportJob(
        row.getString("import_id"),
        row.getString("file_name"),
        new Principal(Principal.Kind.valueOf(row.getString("created_by_kind")), row.getString("created_by")),
        row.getString("mapping"),
        texts(row.getString("header")),
        ImportJob.State.valueOf(row.getString("state")),
        new ImportJob.Counts(
            row.getInt("rows_total"), row.getInt("rows_done"), row.getInt("created"), row.getInt("merged"),
            row.getInt("unchanged"), row.getInt("failed")),
        row.getInt("warned"),
        time(row, "created_at"),
        timeOrNull(row, "started_at"),
        time(row, "updated_at"),
        timeOrNull(row, "finished_at"));
  }

  private static List<String> texts(@Nullable String json) {
    return json == null ? List.of() : List.of(Json.read(json, String[].class));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
