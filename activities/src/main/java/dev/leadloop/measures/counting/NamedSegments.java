package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.record.PolicySource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The segments that the routing of the newest policy names, and which leads are of one by what is known of them now. */
public final class NamedSegments {
  private final NamedConditionStore conditions;
  private final PolicySource policies;

  /** Over one data source. */
  public NamedSegments(JdbcClient jdbc, PolicySource policies) {
    this.conditions = new NamedConditionStore(jdbc);
    this.policies = policies;
  }

  /**
   * Says of a lead {@code l} whether it is of a segment.
   *
   * @param sql a condition of a statement
   * @param values of its parameters
   */
  public record Holds(String sql, Map<String, @Nullable Object> values) {}

  /** Their names, in the order of the policy. */
  public List<String> names() {
    return List.copyOf(policies.latest().routing().segments().keySet());
  }

  /** The segment of that name; empty where it asks for more than single facts of a lead, such as signals. */
  public Optional<Holds> of(String name) {
    Condition condition = policies.latest().routing().segments().get(name);
    if (condition == null) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    try {
      return Optional.of(new Holds(conditions.holding(Cut.SEGMENT, name, condition, values), values));
    } catch (CannotCut beyond) {
      return Optional.empty();
    }
  }
}
