package dev.leadloop.reply;

/**
 * One line of a table.
 *
 * @param table name of the table, a language or {@code any}
 * @param line of the table, from 1
 * @param phrase what {@link Phrase} reads
 * @param source key of where the wording comes from
 */
record ReplyRule(String table, int line, Meaning meaning, String phrase, String source) {
  @Override
  public String toString() {
    return table + ".tsv, line " + line + " (" + meaning.label() + " " + phrase + ")";
  }
}
