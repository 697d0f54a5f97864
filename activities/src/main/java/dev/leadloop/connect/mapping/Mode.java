package dev.leadloop.connect.mapping;

/** How far a connector may go over there. */
public enum Mode {
  /** Creates and changes, and empties what is not known here where a field is ours. */
  SYNC,
  /** Creates and changes, and empties nothing. */
  ADDITIVE,
  /** Changes who is there already; creates nobody, and leaves whoever asked to be forgotten to the other side. */
  ENRICH
}
