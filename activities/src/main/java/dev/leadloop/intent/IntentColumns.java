package dev.leadloop.intent;

import dev.leadloop.account.told.ToldFault;
import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvText;
import dev.leadloop.naming.NearestName;
import dev.leadloop.text.VisibleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a file of intent has what. A line whose cells hold a strength and a company's domain is surely a row.
 *
 * @param count how many columns there are
 * @param places of the fields, 0 being the first column
 * @param header whether the first row names the columns
 * @param readAs by what the columns were known, to be told
 */
record IntentColumns(int count, Map<IntentField, Integer> places, boolean header, String readAs)
    implements Predicate<List<String>> {
  private static final int SHOWN = 50;

  /** Vendors' files without a header (Bombora, "Company Surge" exports): - is a column that is not read. */
  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout("bombora", "company,domain,-,-,-,topic,score,-,-"),
          new Layout("bombora-metro", "company,domain,-,-,-,topic,score,-,-,-,-,-"),
          new Layout("bombora-short", "company,domain,-,-,-,topic,score"));

  private record Layout(String name, String columns) {
    String[] names() {
      return columns.split(",");
    }
  }

  IntentColumns {
    places = Map.copyOf(places);
  }

  /**
   * The columns of a file, by its first row.
   *
   * @param given the columns as the caller says them, such as {@code company,domain,-,topic,score}, or by their headers, such
   *     as {@code Account=company,Keyword=topic,Strength=score}; null where the file is to say it
   * @throws IntentRefused where nobody can tell
   */
  static IntentColumns of(Optional<CsvRows.Row> first, @Nullable String given) {
    CsvRows.Row row = first.orElseThrow(() -> new IntentRefused("The file is empty. " + needed()));
    if (row.cells().stream().anyMatch(cell -> cell.indexOf(CsvText.UNDECODABLE) >= 0 || cell.indexOf(CsvText.NUL) >= 0)) {
      throw new IntentRefused("The first row cannot be read in the charset given. Save the file as UTF-8, or say which charset"
          + " it has in Content-Type, such as text/csv;charset=windows-1252.");
    }
    if (given != null && given.indexOf('=') >= 0) {
      return named(row.cells(), given);
    }
    if (given != null) {
      return positional(row.cells(), given);
    }
    return headed(row.cells()).or(() -> known(row.cells()))
        .orElseThrow(() -> new IntentRefused("The first row in line " + row.line() + " is no header and fits no known layout. "
            + needed()));
  }

  /** Whether these are the cells of a first row that can be understood. */
  static boolean areIn(List<String> first, @Nullable String given) {
    try {
      of(Optional.of(new CsvRows.Row(1, 1, first, null)), given);
      return true;
    } catch (IntentRefused e) {
      return false;
    }
  }

  private static Optional<IntentColumns> headed(List<String> cells) {
    Map<IntentField, Integer> places = new EnumMap<>(IntentField.class);
    for (int i = 0; i < cells.size(); i++) {
      IntentField field = IntentField.headed(cells.get(i)).orElse(null);
      Integer before = field == null ? null : places.putIfAbsent(field, i);
      if (field != null && before != null) {
        throw new IntentRefused("The columns '" + VisibleText.trim(cells.get(before)) + "' and '"
            + VisibleText.trim(cells.get(i)) + "' both mean '" + field.label() + "'. Say which to read with the parameter"
            + " 'columns', such as columns=" + VisibleText.trim(cells.get(i)) + "=" + field.label() + ".");
      }
    }
    return places.size() < 2 ? Optional.empty() : Optional.of(complete(new IntentColumns(cells.size(), places, true, "header")));
  }

  private static Optional<IntentColumns> known(List<String> cells) {
    return LAYOUTS.stream()
        .filter(layout -> layout.names().length == cells.size())
        .map(layout -> new IntentColumns(cells.size(), places(layout.names()), false, layout.name()))
        .filter(columns -> columns.test(cells))
        .findFirst();
  }

  private static IntentColumns positional(List<String> cells, String given) {
    String[] columns = given.split(",", -1);
    if (columns.length != cells.size()) {
      throw new IntentRefused("'columns' names " + columns.length + " columns and the first row has " + cells.size()
          + ". Name each column of the file in its order, with - for one that is not to be read.");
    }
    Map<IntentField, Integer> places = places(columns);
    IntentColumns read = complete(new IntentColumns(columns.length, places, false, "columns"));
    long heads = cells.stream().filter(cell -> IntentField.headed(cell).isPresent()).count();
    boolean header = read.score(cells).isEmpty() && heads > 1;
    return new IntentColumns(columns.length, places, header, "columns");
  }

  private static Map<IntentField, Integer> places(String[] columns) {
    Map<IntentField, Integer> places = new EnumMap<>(IntentField.class);
    for (int i = 0; i < columns.length; i++) {
      String name = columns[i].strip();
      if (!name.equals("-") && !name.isEmpty()) {
        put(places, name, i);
      }
    }
    return places;
  }

  private static IntentColumns named(List<String> cells, String given) {
    List<String> headers = cells.stream().map(VisibleText::trim).toList();
    Map<IntentField, Integer> places = new EnumMap<>(IntentField.class);
    for (String pair : given.split(",")) {
      int equals = pair.lastIndexOf('=');
      String header = VisibleText.trim(equals < 0 ? pair : pair.substring(0, equals));
      if (equals < 0) {
        throw new IntentRefused("'columns' says '" + shortened(header) + "' without what it means. Write it like"
            + " Account=company.");
      }
      put(places, pair.substring(equals + 1).strip(), place(headers, header));
    }
    return complete(new IntentColumns(cells.size(), places, true, "columns"));
  }

  private static int place(List<String> headers, String header) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).equalsIgnoreCase(header)) {
        found.add(i);
      }
    }
    if (found.isEmpty()) {
      throw new IntentRefused("The file has no column '" + shortened(header) + "'; "
          + NearestName.to(header, headers).map(nearest -> "did you mean '" + nearest + "'?")
              .orElseGet(() -> "it has " + String.join(", ", headers.stream().limit(SHOWN).map(IntentColumns::shortened).toList())
                  + "."));
    }
    if (found.size() > 1) {
      throw new IntentRefused("The column '" + shortened(header) + "' stands " + found.size()
          + " times in the header; rename all but one.");
    }
    return found.getFirst();
  }

  private static void put(Map<IntentField, Integer> places, String name, int place) {
    IntentField field = IntentField.called(name).orElseThrow(() ->
        new IntentRefused("'columns', in which - is a column that is not to be read, says '" + shortened(name) + "', which "
            + NearestName.among(name, IntentField.labels())));
    if (places.putIfAbsent(field, place) != null) {
      throw new IntentRefused("'columns' says '" + name + "' twice; one column holds it.");
    }
  }

  private static IntentColumns complete(IntentColumns columns) {
    Map<IntentField, Integer> places = columns.places();
    if (!places.containsKey(IntentField.TOPIC) || !places.containsKey(IntentField.SCORE)
        || !places.containsKey(IntentField.DOMAIN) && !places.containsKey(IntentField.COMPANY)) {
      throw new IntentRefused("The file has not all that a surge is made of. " + needed());
    }
    return columns;
  }

  /** The cell; empty where there is none. */
  String cell(List<String> cells, IntentField field) {
    Integer place = places.get(field);
    return place == null || place >= cells.size() ? "" : VisibleText.trim(cells.get(place));
  }

  boolean has(IntentField field) {
    return places.containsKey(field);
  }

  @Override
  public boolean test(List<String> cells) {
    String site = cell(cells, IntentField.DOMAIN);
    boolean company = has(IntentField.DOMAIN) ? isDomain(site) || site.isEmpty() && !cell(cells, IntentField.COMPANY).isEmpty()
        : !cell(cells, IntentField.COMPANY).isEmpty();
    return company && !cell(cells, IntentField.TOPIC).isEmpty() && score(cells).isPresent();
  }

  private Optional<Integer> score(List<String> cells) {
    try {
      return Optional.of(SurgeFields.score(cell(cells, IntentField.SCORE)));
    } catch (ToldFault e) {
      return Optional.empty();
    }
  }

  private static boolean isDomain(String text) {
    return text.indexOf('.') > 0 && text.chars().noneMatch(Character::isWhitespace);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static String needed() {
    return "It needs a header with 'domain' or 'company', 'topic' and 'score', and 'date' where it has one; or say what its"
        + " columns are with the parameter 'columns', such as columns=company,domain,-,-,-,topic,score.";
  }
}
