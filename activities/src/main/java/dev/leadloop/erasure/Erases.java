package dev.leadloop.erasure;

import java.util.List;
import java.util.Map;

/**
 * What one feature keeps of people. Every feature that keeps any has one of these as a bean; a test compares what they claim
 * with the columns of the database. It is asked by the process that does the work, so it stands in no module above the worker.
 * What is numbered and named without the person stays, so that measures stay the same.
 */
public interface Erases {
  /** In reports, such as "consent"; unique, and a part of the record once it was used. */
  String name();

  /** The places it answers for. */
  List<Holding> holdings();

  /**
   * Forgets the person. Called again and again until it confirms, and once more after all others did: what was erased before is
   * not counted twice. An exception means that it is tried again.
   */
  Erased erase(Person person);

  /** All that it knows of the person, by place; for whoever asks what is known of them. */
  Map<String, List<Map<String, Object>>> tell(Person person);

  /** Where this one comes among the others; the lead's own facts go last, since others are found by them. */
  default int turn() {
    return 0;
  }
}
