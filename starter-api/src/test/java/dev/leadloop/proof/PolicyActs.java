package dev.leadloop.proof;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What people were told became of drafts and documents: from the answer on, each of these must be in the record. */
final class PolicyActs {
  /** A yes that was taken: whose, for which side, to what. */
  record Yes(String draft, String side, String by, int revision, int against) {}

  private final Set<Yes> approvals = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> published = new ConcurrentHashMap<>();
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> republished = new ConcurrentHashMap<>();
  private final Map<String, Integer> marks = new ConcurrentHashMap<>();

  void approved(Yes yes) {
    approvals.add(yes);
  }

  void published(String draft, int version) {
    once(published, draft, version);
  }

  void withdrawn(String draft) {
    withdrawn.add(draft);
  }

  /** A document was published once more under that key of the order. */
  void republished(String key, int mark, int version) {
    marks.put(key, mark);
    once(republished, key, version);
  }

  private static void once(Map<String, Integer> all, String what, int version) {
    Integer before = all.putIfAbsent(what, version);
    if (before != null && before != version) {
      throw new AssertionError(what + " was told to be version " + before + " and version " + version);
    }
  }

  Set<Yes> approvals() {
    return approvals;
  }

  /** Version by draft. */
  Map<String, Integer> published() {
    return published;
  }

  Set<String> withdrawn() {
    return withdrawn;
  }

  /** Version by the key of the order. */
  Map<String, Integer> republished() {
    return republished;
  }

  /** The mark of the document by the key of the order. */
  Map<String, Integer> marks() {
    return marks;
  }
}
