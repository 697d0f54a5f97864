package dev.leadloop.scoring;

/** Which threshold the numbers together reach, by whatever way. */
public enum Band {
  COLD,
  /** The MQL threshold. */
  WARM,
  /** The SQL threshold. */
  HOT
}
