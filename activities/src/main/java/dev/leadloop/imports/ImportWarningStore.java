package dev.leadloop.imports;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What there is to say about the rows of an import, gathered. Gone with the warnings of the rows themselves. */
public final class ImportWarningStore {
  /** So many are told one by one. */
  public static final int MOST = 100;

  /** So many rows are gone through: an import of which every row has a warning is still looked at in no time. */
  private static final int ROWS = 100_000;

  private final JdbcClient jdbc;

  public ImportWarningStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was said of one row or of many.
   *
   * @param rows of how many
   * @param line of the first of them
   */
  public record Warned(String message, int rows, int line) {}

  /**
   * What was said of the first {@value #ROWS} rows that came in with a warning.
   *
   * @param told that of most rows first, {@value #MOST} at most
   * @param more how many other things were said
   */
  public record Gathered(List<Warned> told, int more) {
    /** Nothing. */
    public static final Gathered NONE = new Gathered(List.of(), 0);

    public Gathered {
      told = List.copyOf(told);
    }
  }

  /** The warnings about rows of an import. */
  public Gathered gathered(String importId) {
    record Row(Warned warned, int kinds) {}
    List<Row> rows = jdbc.sql(
            """
            select said, count(*) as rows, min(line) as line, count(*) over () as kinds
              from (select line, warnings from import_row
                     where import_id = :import and warnings is not null order by line limit :rows) warned,
                   jsonb_array_elements_text(warned.warnings) said
             group by said order by rows desc, line, said limit :most""")
        .param("import", importId)
        .param("rows", ROWS)
        .param("most", MOST)
        .query((row, n) ->
            new Row(new Warned(row.getString("said"), row.getInt("rows"), row.getInt("line")), row.getInt("kinds")))
        .list();
    return rows.isEmpty()
        ? Gathered.NONE
        : new Gathered(rows.stream().map(Row::warned).toList(), rows.get(0).kinds() - rows.size());
  }
}
