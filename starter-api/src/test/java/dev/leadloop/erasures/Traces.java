package dev.leadloop.erasures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches everything that is kept for words: every column of every row of every table, and files. */
public final class Traces {
  private final JdbcClient jdbc;

  public Traces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Places where any of the words stands, and which. */
  public Map<String, TreeSet<String>> of(List<String> words) {
    Map<String, TreeSet<String>> found = new TreeMap<>();
    String[] lower = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    for (String table : tables()) {
      jdbc.sql("select c.key, w.word from " + table + " t cross join lateral jsonb_each_text(to_jsonb(t)) c"
              + " join unnest(:words::text[]) as w(word) on position(w.word in lower(c.value)) > 0 group by 1, 2")
          .param("words", lower)
          .query((row, n) ->
              found.computeIfAbsent(table + "." + row.getString(1), added -> new TreeSet<>()).add(row.getString(2)))
          .list();
    }
    return found;
  }

  /** Every table there is, also those of a later version. */
  public List<String> tables() {
    return jdbc.sql(
            """
            select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
             where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1""")
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** Files under a folder in which any of the words stands as it is. */
  public static List<Path> inFiles(Path folder, List<String> words) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, words)).toList();
    }
  }

  private static boolean holds(Path file, List<String> words) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return words.stream().anyMatch(text::contains);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
