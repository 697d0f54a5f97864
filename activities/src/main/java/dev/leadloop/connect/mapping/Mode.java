package dev.leadloop.connect.mapping;

/** How far a connector may go over there. */
public enum Mode {
  /** Creates and changes, and deletes whoever asked to be forgotten. */
  SYNC,
  /** Creates and changes, and empties or deletes nothing. */
  ADDITIVE,
  /** Changes who is there already, and creates nobody. */
  ENRICH
}
