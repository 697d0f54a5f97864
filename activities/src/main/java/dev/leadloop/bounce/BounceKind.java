package dev.leadloop.bounce;

/** Why a mail came back, by what follows from it, the hardest on the address first. */
public enum BounceKind {
  /** There is no such mailbox, and there will be none: the address gets no more mail. */
  HARD,
  /** The mailbox or its server cannot take mail for now: after some of these the address gets a rest. */
  SOFT,
  /** This mail, or we who sent it, were turned away: it says nothing of the address. */
  BLOCKED
}
