package dev.leadloop.inbox;

/** Says that rows were committed to the inbox, so that they are called at once and not with the next sweep. */
@FunctionalInterface
public interface InboxBell {
  /** Wakes the relay; returns at once, and nothing is lost if it is never called. */
  void wake();
}
