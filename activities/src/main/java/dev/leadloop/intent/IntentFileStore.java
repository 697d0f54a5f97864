package dev.leadloop.intent;

import dev.leadloop.lead.Principal;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files of intent that were sent, and how far each is read. */
public final class IntentFileStore {
  private static final RowMapper<IntentFileRow> ROW =
      (row, n) -> new IntentFileRow(
          row.getString("file_id"), row.getString("name"), row.getString("source"), Times.outOrNull(row, "told_at"),
          Times.out(row, "received_at"), row.getString("principal"), row.getInt("times"),
          new Counts(row.getInt("rows"), row.getInt("fresh"), row.getInt("updated"), row.getInt("same"), row.getInt("older"),
              row.getInt("failed")),
          Times.outOrNull(row, "finished_at"));

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public IntentFileStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What came of the rows read so far; all but the first make the rows.
   *
   * @param fresh told for the first time
   * @param updated newer, or stronger at the same time, than what was told before
   * @param same as told before
   * @param older than what was told before, which stays
   * @param failed not as they should be
   */
  public record Counts(int rows, int fresh, int updated, int same, int older, int failed) {}

  /**
   * A file.
   *
   * @param toldAt of rows without a date, as the caller said; null where that was left open
   * @param receivedAt when it first came
   * @param times how often it came
   * @param finishedAt null while it is read, and where it broke off
   */
  public record IntentFileRow(
      String fileId,
      String name,
      String source,
      @Nullable Instant toldAt,
      Instant receivedAt,
      String by,
      int times,
      Counts counts,
      @Nullable Instant finishedAt) {}

  /** Notes that a file is read from its first row; the same bytes with the same words are the same file. */
  IntentFileRow begin(String digest, String source, @Nullable Instant toldAt, String name, Principal by, Instant now) {
    return jdbc.sql(
            """
            insert into intent_file (file_id, digest, source, told_at, name, received_at, principal)
            values (:id, :digest, :source, :told, :name, :now, :by)
            on conflict (digest, source, told_at) do update
               set times = intent_file.times + 1, rows = 0, fresh = 0, updated = 0, same = 0, older = 0, failed = 0,
                   finished_at = null
            returning *""")
        .param("id", UUID.randomUUID().toString())
        .param("digest", digest)
        .param("source", source)
        .param("told", Times.inOrNull(toldAt))
        .param("name", name)
        .param("now", Times.in(now))
        .param("by", by.toString())
        .query(ROW)
        .single();
  }

  /** Notes how far the file is read. */
  void readSoFar(String fileId, Counts counts, @Nullable Instant finishedAt) {
    jdbc.sql(
            """
            update intent_file
               set rows = :rows, fresh = :fresh, updated = :updated, same = :same, older = :older, failed = :failed,
                   finished_at = :finished
             where file_id = :id""")
        .param("rows", counts.rows())
        .param("fresh", counts.fresh())
        .param("updated", counts.updated())
        .param("same", counts.same())
        .param("older", counts.older())
        .param("failed", counts.failed())
        .param("finished", Times.inOrNull(finishedAt))
        .param("id", fileId)
        .update();
  }

  /** The file of that id. */
  public Optional<IntentFileRow> find(String fileId) {
    return jdbc.sql("select * from intent_file where file_id = :id").param("id", fileId).query(ROW).optional();
  }

  /** The newest files. */
  public List<IntentFileRow> newest(int most) {
    return jdbc.sql("select * from intent_file order by received_at desc, file_id desc limit :most")
        .param("most", most).query(ROW).list();
  }
}
