package dev.leadloop.console.leads;

import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a line of the list can tell beside whom it is about. */
enum Column {
  COMPANY,
  STAGE,
  SINCE,
  SCORE,
  GRADE,
  READY,
  OWNER,
  DUE,
  SOURCE,
  EMAIL,
  CREATED;

  /** What a list tells for whom nothing else was chosen. */
  static final List<Column> USUAL = List.of(COMPANY, STAGE, SCORE, OWNER, SOURCE, SINCE);

  /** As addresses and messages name it. */
  public String called() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Such as "score-owner", in the order of the table; empty for the usual ones. Ends the call where one is none. */
  static List<Column> chosen(String text) {
    if (text.isEmpty()) {
      return USUAL;
    }
    List<String> known = Arrays.stream(values()).map(Column::called).toList();
    for (String one : text.split("-")) {
      if (!known.contains(one)) {
        throw FieldError.in("columns", NearestName.among(one, known));
      }
    }
    List<String> asked = List.of(text.split("-"));
    return Stream.of(values()).filter(column -> asked.contains(column.called())).toList();
  }

  /** The choice with that one in or out, as an address names it. */
  static String without(List<Column> chosen, Column one) {
    List<Column> other = Stream.of(values()).filter(column -> chosen.contains(column) != (column == one)).toList();
    return other.equals(USUAL) || other.isEmpty() ? "" : String.join("-", other.stream().map(Column::called).toList());
  }
}
