package dev.leadloop.lead;

/** What an address says about who uses it. */
public enum EmailKind {
  BUSINESS,
  FREE,
  STUDENT,
  DISPOSABLE,
  NONE
}
