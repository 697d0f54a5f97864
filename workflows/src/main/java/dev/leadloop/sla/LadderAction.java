package dev.leadloop.sla;

/** A step of the ladder of escalation. */
public enum LadderAction {
  REMIND,
  ESCALATE,
  REASSIGN,
  QUEUE
}
