package dev.leadloop.imports.mapping;

import org.jspecify.annotations.Nullable;

/** Ends the mapping of one row; caught where rows are mapped. */
public final class RowFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String column;

  /** A fault in that column; null where it is not one column's. */
  public RowFault(@Nullable String column, String reason) {
    super(reason, null, false, false);
    this.column = column;
  }

  /** The row as one that could not be mapped. */
  public MappedRow.Broken broken() {
    return new MappedRow.Broken(column, String.valueOf(getMessage()));
  }
}
