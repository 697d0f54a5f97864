package dev.leadloop.policies;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.check.PolicyChecks;
import dev.leadloop.policyfile.check.PolicyChecks.Checked;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The documents that were looked over last, each with what was found. Kept are so few, and of so many characters together, that
 * their memory is bounded; what is found holds for as long as the templates it names are known, or not, as they were then.
 */
final class RecentLooks {
  private static final int MOST = 12;
  private static final long MOST_CHARACTERS = 6_000_000;

  private final LinkedHashMap<Key, Look> looks = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  /** A document that follows a version of the policy; published versions never change. */
  private record Key(String contentHash, int before) {}

  private record Look(Checked checked, Set<String> known, Set<String> unknown, int characters) {
    boolean holds(Predicate<String> knownTemplate) {
      return known.stream().allMatch(knownTemplate) && unknown.stream().noneMatch(knownTemplate);
    }
  }

  /** What there is to say of a document that would follow a published policy. */
  Checked at(String document, LeadPolicy before, Predicate<String> knownTemplate) {
    Key key = new Key(PolicyFiles.contentHash(document), before.version());
    Look look = find(key);
    if (look == null || !look.holds(knownTemplate)) {
      look = look(document, before, knownTemplate);
      keep(key, look);
    }
    return look.checked();
  }

  private static Look look(String document, LeadPolicy before, Predicate<String> knownTemplate) {
    Set<String> known = ConcurrentHashMap.newKeySet();
    Set<String> unknown = ConcurrentHashMap.newKeySet();
    Checked checked = PolicyChecks.check(document, template -> {
      boolean is = knownTemplate.test(template);
      (is ? known : unknown).add(template);
      return is;
    }, before);
    return new Look(checked, known, unknown, document.length());
  }

  private synchronized @Nullable Look find(Key key) {
    return looks.get(key);
  }

  private synchronized void keep(Key key, Look look) {
    Look former = looks.put(key, look);
    characters += look.characters() - (former == null ? 0 : former.characters());
    while (looks.size() > MOST || characters > MOST_CHARACTERS && looks.size() > 1) {
      Look eldest = looks.pollFirstEntry().getValue();
      characters -= eldest.characters();
    }
  }
}
