package dev.leadloop.scoring;

/** Which threshold score and fit together reach. */
public enum Band {
  COLD,
  /** The MQL threshold. */
  WARM,
  /** The SQL threshold. */
  HOT
}
