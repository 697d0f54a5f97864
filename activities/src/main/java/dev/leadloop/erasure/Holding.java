package dev.leadloop.erasure;

import java.util.Set;

/**
 * A place where something of a person is.
 *
 * @param place a table, a folder, or a system
 * @param columns those of the table that hold it; "*" for all of them, none where it is no table
 * @param fate what becomes of it, and what stays, such as "rows are deleted"
 */
public record Holding(String place, Set<String> columns, String fate) {
  public Holding {
    columns = Set.copyOf(columns);
  }

  /** A table whose rows of the person go. */
  public static Holding deleted(String table) {
    return new Holding(table, Set.of("*"), "rows are deleted");
  }
}
