package dev.leadloop.proof;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the product has answered for: from its answer on, each of these must be in the record. Used by many threads. */
final class Acknowledged {
  /** Names an event of a lead. */
  record EventName(String leadId, String eventId) {}

  private final Map<String, String> leads = new ConcurrentHashMap<>();
  private final Map<EventName, String> signals = new ConcurrentHashMap<>();
  private final Map<EventName, Integer> answers = new ConcurrentHashMap<>();

  /** A lead was taken in for that address. */
  void lead(String leadId, String email) {
    String before = leads.putIfAbsent(leadId, email);
    if (before != null && !before.equals(email)) {
      throw new AssertionError("one lead id for two addresses: " + leadId);
    }
  }

  void signal(String leadId, String eventId, String type) {
    signals.put(new EventName(leadId, eventId), type);
  }

  /** The last status that an answer of sales was met with. */
  void answer(String leadId, String eventId, int status) {
    answers.put(new EventName(leadId, eventId), status);
  }

  /** Lead id to address. */
  Map<String, String> leads() {
    return leads;
  }

  /** Signal to its type. */
  Map<EventName, String> signals() {
    return signals;
  }

  /** Answer to its status. */
  Map<EventName, Integer> answers() {
    return answers;
  }
}
