package dev.leadloop.temporal.imports;

/**
 * How far an import is; created, merged, unchanged and failed together make {@code done}.
 *
 * @param total rows of the file, the header and blank lines not counted
 * @param created rows that brought a new lead
 * @param merged rows that told something new about a known lead
 * @param unchanged rows imported before
 * @param failed rows that could not be imported; the import's errors.csv says why
 * @param waiting leads that still wait for their workflow, as far as it was worth counting
 */
public record ImportProgress(
    int total, int done, int created, int merged, int unchanged, int failed, int waiting) {

  /** Before anything is known. */
  public static final ImportProgress UNKNOWN = new ImportProgress(0, 0, 0, 0, 0, 0, 0);

  /** Whether every row has its outcome. */
  public boolean finished() {
    return done >= total;
  }
}
