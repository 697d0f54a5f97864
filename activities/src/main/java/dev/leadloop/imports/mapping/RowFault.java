package dev.leadloop.imports.mapping;

import org.jspecify.annotations.Nullable;

/** Ends the mapping of one row; caught where rows are mapped. */
public final class RowFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String column;

  public RowFault(@Nullable String column, String reason) {
    super(reason, null, false, false);
    this.column = column;
  }

  public MappedRow.Broken broken() {
    return new MappedRow.Broken(column, String.valueOf(getMessage()));
  }
}
