package dev.leadloop.policy.names;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names that one version of a policy reads: whatever else comes in is kept, and counts for nothing under it. */
public final class PolicyNames {
  private final int version;
  private final Set<String> signalTypes;
  private final Map<String, Map<String, ReadAs>> propertiesByType;
  private final Map<String, ReadAs> propertiesOfAny;
  private final Map<String, ReadAs> facts;
  private final IntentTopics intentTopics;
  private final Map<String, Duration> windows;
  private final Set<String> reasons;

  /**
   * Which topics of third-party intent the rules for accounts read.
   *
   * @param all whether one of them takes any topic
   * @param named the topics that are named
   */
  public record IntentTopics(boolean all, Set<String> named) {
    public IntentTopics {
      named = Set.copyOf(named);
    }

    /** Whether a rule reads the topic, in capitals or not. */
    public boolean include(String topic) {
      return all || named.stream().anyMatch(topic::equalsIgnoreCase);
    }
  }

  PolicyNames(int version, NamesRead read, Set<String> reasons) {
    this.version = version;
    this.signalTypes = Set.copyOf(read.types());
    this.propertiesByType = read.propertiesByType();
    this.propertiesOfAny = read.propertiesOfAny();
    this.facts = Map.copyOf(read.facts());
    this.intentTopics = read.intentTopics();
    this.windows = Map.copyOf(read.windows());
    this.reasons = Set.copyOf(reasons);
  }

  /** Those of a policy. Worth being kept for as long as the version is in force. */
  public static PolicyNames of(LeadPolicy policy) {
    return new PolicyNames(
        policy.version(), NamesRead.in(policy),
        policy.dispositions().stream().map(Disposition::code).collect(Collectors.toSet()));
  }

  /** The version of the policy. */
  public int version() {
    return version;
  }

  /** The codes of its catalogue of reasons. */
  public Set<String> reasons() {
    return reasons;
  }

  /** The types of signals that it says anything about. */
  public Set<String> signalTypes() {
    return signalTypes;
  }

  /** How old a signal of that type may be at most for some rule to count it; null where no rule counts any. */
  public @Nullable Duration window(String signalType) {
    return windows.get(signalType);
  }

  /** The properties that are read of a signal of that type, whether or not anything is said about the type itself. */
  public Map<String, ReadAs> properties(String signalType) {
    return propertiesByType.getOrDefault(signalType, propertiesOfAny);
  }

  /** The facts that it goes by, as policies call them: answers to free questions are answers.name. */
  public Map<String, ReadAs> facts() {
    return facts;
  }

  /** The topics of third-party intent that it goes by. */
  public IntentTopics intentTopics() {
    return intentTopics;
  }
}
