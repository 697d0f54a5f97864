package dev.leadloop.reply;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the tables of wordings: resources {@code replies/<table>.tsv}, a line a wording with its meaning, its {@link Phrase}
 * and the key of its source in {@code replies/sources.tsv}. Names that {@code any} gives hold in every table.
 */
final class ReplyTables {
  /** One a language, and one for what belongs to none. */
  static final List<String> NAMES =
      List.of("any", "en", "de", "fr", "es", "pt", "it", "nl", "da", "sv", "pl", "ja");

  private static final String NAMED = "let ";

  private final Set<String> sources = new HashSet<>();
  private final List<ReplyRule> rules = new ArrayList<>();
  private final List<List<Phrase.Piece.Sequence>> phrases = new ArrayList<>();
  private final Map<Twin, ReplyRule> known = new HashMap<>();

  private ReplyTables() {}

  /** What no two lines may have in common. */
  private record Twin(Meaning meaning, List<Phrase.Piece.Sequence> phrases) {}

  /**
   * All tables.
   *
   * @throws IllegalStateException where a line is not as it should be, with table, line and what is wrong
   */
  static ReplyTables read() {
    ReplyTables tables = new ReplyTables();
    for (Row row : rows("sources")) {
      if (row.cells().size() != 3) {
        throw row.fault("a source has a key, a name and where it is found");
      }
      if (!tables.sources.add(row.cell(0))) {
        throw row.fault("the key '" + row.cell(0) + "' is there twice");
      }
    }
    Map<String, String> anywhere = new HashMap<>();
    for (String table : NAMES) {
      Map<String, String> names = table.equals("any") ? anywhere : new HashMap<>(anywhere);
      rows(table).forEach(row -> tables.take(row, names));
    }
    return tables;
  }

  private void take(Row row, Map<String, String> names) {
    if (row.cells().size() != 3) {
      throw row.fault("a wording has a meaning, a phrase and a source, with tabs between");
    }
    if (!sources.contains(row.cell(2))) {
      throw row.fault("sources.tsv has no '" + row.cell(2) + "'");
    }
    try {
      if (row.cell(0).startsWith(NAMED)) {
        Phrase.parts("(" + row.cell(1) + ")", names);
        names.put(row.cell(0).substring(NAMED.length()).strip(), row.cell(1));
        return;
      }
      List<Phrase.Piece.Sequence> parts = Phrase.parts(row.cell(1), names);
      Meaning meaning = Meaning.valueOf(row.cell(0).toUpperCase(Locale.ROOT));
      ReplyRule rule = new ReplyRule(row.table(), row.number(), meaning, row.cell(1), row.cell(2));
      ReplyRule twin = known.put(new Twin(meaning, parts), rule);
      if (twin != null) {
        throw row.fault("the same as " + twin);
      }
      rules.add(rule);
      phrases.add(parts);
    } catch (IllegalArgumentException wrong) {
      throw row.fault(String.valueOf(wrong.getMessage()));
    }
  }

  List<ReplyRule> rules() {
    return rules;
  }

  /** The phrases of the rule of that number. */
  List<Phrase.Piece.Sequence> phrases(int rule) {
    return phrases.get(rule);
  }

  private static List<Row> rows(String table) {
    try (InputStream in = ReplyTables.class.getResourceAsStream("/replies/" + table + ".tsv")) {
      if (in == null) {
        throw new IllegalStateException("The table replies/" + table + ".tsv is missing from the program.");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<Row> rows = new ArrayList<>();
      int number = 0;
      for (String line : reader.lines().toList()) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(new Row(table, number, List.of(line.split("\t"))));
        }
      }
      return rows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private record Row(String table, int number, List<String> cells) {
    String cell(int column) {
      return cells.get(column).strip();
    }

    IllegalStateException fault(String what) {
      return new IllegalStateException("replies/" + table + ".tsv, line " + number + ": " + what + ".");
    }
  }
}
