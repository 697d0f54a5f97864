package dev.leadloop.consent;

import dev.leadloop.consent.SuppressionFile.Unreadable;
import dev.leadloop.csv.CsvRows;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a suppression file has its addresses and reasons. A line whose cell of addresses holds one is surely a row.
 *
 * @param count how many columns there are
 * @param email place of the addresses, 0 being the first
 * @param reason place of the reasons; -1 where there are none
 */
record SuppressionColumns(int count, int email, int reason) implements Predicate<List<String>> {
  /** As other tools name the column in their exports. */
  private static final Set<String> EMAIL = Set.of("email", "emailaddress");

  static SuppressionColumns of(Optional<CsvRows.Row> header) {
    CsvRows.Row row = header.orElseThrow(() -> new Unreadable("The file is empty; " + needed()));
    if (row.fault() != null) {
      throw new Unreadable("The header in line " + row.line() + " cannot be read: " + row.fault().reason());
    }
    List<String> names = row.cells().stream().map(SuppressionColumns::plain).toList();
    if (names.stream().filter(EMAIL::contains).count() > 1) {
      throw new Unreadable("The header names the column 'email' twice; rename all but one.");
    }
    if (names.stream().noneMatch(EMAIL::contains)) {
      throw new Unreadable("The file " + needed());
    }
    int email = names.indexOf(names.stream().filter(EMAIL::contains).findFirst().orElseThrow());
    return new SuppressionColumns(names.size(), email, names.indexOf("reason"));
  }

  /** Whether these are the names of columns. */
  static boolean areIn(List<String> header) {
    return header.stream().map(SuppressionColumns::plain).anyMatch(EMAIL::contains);
  }

  String email(List<String> cells) {
    return cell(cells, email);
  }

  String reason(List<String> cells) {
    return cell(cells, reason);
  }

  /** Whether it is the address that cannot be read, or may have slipped into another cell. */
  boolean emailAtFault(CsvRows.Row row) {
    return row.fault() != null && (row.fault().cell() == null || row.fault().cell() <= email);
  }

  @Override
  public boolean test(List<String> cells) {
    return EmailAddresses.normalise(email(cells)).isPresent();
  }

  private static String cell(List<String> cells, int column) {
    return column >= 0 && column < cells.size() ? VisibleText.trim(cells.get(column)) : "";
  }

  private static String plain(String name) {
    return VisibleText.trim(name).toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  private static String needed() {
    return "needs a header with a column 'email'; 'reason' may stand beside it.";
  }
}
