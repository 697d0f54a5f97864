package dev.leadloop.dryrun;

/** When leads of a file do what it tells of them. */
public enum Engagement {
  /** They did all of it before: the file is imported when the clock begins, and they do nothing more. */
  NONE,
  /** Each comes, and does what the file tells, at the time it tells; what has no time happens as the lead comes. */
  REPLAY
}
