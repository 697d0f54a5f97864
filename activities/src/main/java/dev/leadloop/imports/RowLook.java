package dev.leadloop.imports;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.LeadFields;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tells cells that must be a row of the file from text that has as many separators by chance: by an address in the column
 * of addresses; where there is none, by an external id of one word, if the file has enough columns for that to mean
 * something.
 */
final class RowLook implements Predicate<List<String>> {
  private static final int ENOUGH_COLUMNS = 4;

  private final int columns;
  private final int email;
  private final int externalId;

  RowLook(ImportMapping mapping, Header header) {
    this.columns = header.names().size();
    this.email = place(mapping, header, LeadFields.EMAIL);
    this.externalId = place(mapping, header, LeadFields.EXTERNAL_ID);
  }

  @Override
  public boolean test(List<String> cells) {
    String address = cell(cells, email);
    if (!address.isEmpty()) {
      return EmailAddresses.normalise(address).isPresent();
    }
    String id = cell(cells, externalId);
    return columns >= ENOUGH_COLUMNS && cells.size() == columns && !id.isEmpty() && id.indexOf(' ') < 0;
  }

  private static String cell(List<String> cells, int place) {
    return place < 0 || place >= cells.size() ? "" : cells.get(place).strip();
  }

  private static int place(ImportMapping mapping, Header header, String field) {
    return mapping.columns().entrySet().stream()
        .filter(column -> column.getValue().field().equals(field))
        .map(Map.Entry::getKey)
        .mapToInt(header::indexOf)
        .findFirst()
        .orElse(-1);
  }
}
