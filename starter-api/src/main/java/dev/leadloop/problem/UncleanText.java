package dev.leadloop.problem;

/** A text that cannot be stored; a reader of JSON throws an exception that is one of these. */
public interface UncleanText {
  /** What is wrong with it, to be read after the field's name. */
  String fault();
}
