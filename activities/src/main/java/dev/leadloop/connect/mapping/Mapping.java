package dev.leadloop.connect.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How leads and what another system holds of them belong together.
 *
 * @param kind the vendor
 * @param takesEveryone whether whoever is met over there becomes a lead; otherwise only known leads are told of
 * @param server where it answers; null for the vendor's own address
 * @param stages the other side's value for each stage, by label
 * @param statuses likewise for the second field that follows the stage
 * @param users the other side's user by an address of ours, where the addresses differ
 * @param outcomes what a deal's stage over there means here: opportunity, won or lost
 * @param signals the signal that a change of a field over there is
 * @param settings what this vendor alone knows of
 */
public record Mapping(
    String kind,
    Mode mode,
    boolean takesEveryone,
    @Nullable String server,
    List<FieldRule> fields,
    Map<String, String> stages,
    Map<String, String> statuses,
    Map<String, String> users,
    Map<String, String> outcomes,
    Map<String, String> signals,
    Map<String, String> settings) {

  public Mapping {
    fields = List.copyOf(fields);
    stages = Map.copyOf(stages);
    statuses = Map.copyOf(statuses);
    users = Map.copyOf(users);
    outcomes = Map.copyOf(outcomes);
    signals = Map.copyOf(signals);
    settings = Map.copyOf(settings);
  }

  /** The people of the other side. */
  @FunctionalInterface
  public interface Users {
    /** The id over there of whoever has that address; empty where nobody has. */
    Optional<String> idOf(String address);
  }

  /** What the other side is to hold, by its own names; an empty text empties a field. */
  public Map<String, String> wanted(LeadFacts facts, Users people) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (FieldRule rule : fields) {
      if (!rule.direction().tells()) {
        continue;
      }
      String value = told(rule.ours(), facts, people);
      if (value != null) {
        wanted.put(rule.theirs(), value);
      } else if (rule.direction() == Direction.OURS && mode == Mode.SYNC && facts.get(rule.ours()) == null) {
        wanted.put(rule.theirs(), "");
      }
    }
    return wanted;
  }

  /** Our value in their words; null where there is none. */
  private @Nullable String told(String ours, LeadFacts facts, Users people) {
    String value = facts.get(ours);
    String stage = facts.get(LeadFacts.STAGE);
    return switch (ours) {
      case LeadFacts.STAGE -> stage == null ? null : stages.get(stage);
      case LeadFacts.STATUS -> stage == null ? null : statuses.get(stage);
      case LeadFacts.OWNER -> value == null ? null : people.idOf(theirAddress(value)).orElse(null);
      default -> value;
    };
  }

  /** The address by which somebody of ours is known over there. */
  public String theirAddress(String address) {
    return users.getOrDefault(address.toLowerCase(Locale.ROOT), address).toLowerCase(Locale.ROOT);
  }

  /** The address here of somebody over there. */
  public String ourAddress(String theirs) {
    return users.entrySet().stream().filter(user -> user.getValue().equalsIgnoreCase(theirs)).map(Map.Entry::getKey)
        .findFirst().orElse(theirs).toLowerCase(Locale.ROOT);
  }

  /** The rule for a field of theirs. */
  public Optional<FieldRule> rule(String theirs) {
    return fields.stream().filter(rule -> rule.theirs().equals(theirs)).findFirst();
  }

  /** The same without those fields of theirs. */
  public Mapping without(Set<String> dropped) {
    return new Mapping(
        kind, mode, takesEveryone, server, fields.stream().filter(rule -> !dropped.contains(rule.theirs())).toList(), stages,
        statuses, users, outcomes, signals, settings);
  }

  /** Their fields that anything is told or taken of, or that are signals. */
  public List<String> theirFields() {
    return java.util.stream.Stream.concat(
            fields.stream().filter(rule -> rule.direction() != Direction.NONE).map(FieldRule::theirs), signals.keySet().stream())
        .distinct().sorted().toList();
  }
}
