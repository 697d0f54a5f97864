package dev.leadloop.sla;

/** How far the ladder of an open handoff has been climbed. */
public enum SlaLevel {
  NONE,
  ON_TRACK,
  REMINDED,
  ESCALATED,
  QUEUED,
  /** The answer time stands still for a recorded reason. */
  PAUSED
}
