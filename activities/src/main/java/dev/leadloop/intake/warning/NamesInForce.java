package dev.leadloop.intake.warning;

import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.record.PolicySource;
import dev.leadloop.text.Discreet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The names that the policy in force reads, gathered once for each version. Which version that is, is looked up now and
 * then, and whenever there would be a warning, so that nobody is warned of what has just been published.
 */
public final class NamesInForce {
  private static final Logger LOG = LoggerFactory.getLogger(NamesInForce.class);
  private static final Duration KEPT = Duration.ofSeconds(30);

  private final PolicySource policies;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  private record Known(PolicyNames names, Instant readAt) {}

  public NamesInForce(PolicySource policies, InstantSource clock) {
    this.policies = policies;
    this.clock = clock;
  }

  /** The names of the newest version, which is looked up. */
  public PolicyNames newest() {
    LeadPolicy policy = policies.latest();
    Known kept = known;
    PolicyNames names =
        kept != null && kept.names().version() == policy.version() ? kept.names() : PolicyNames.of(policy);
    known = new Known(names, clock.instant());
    return names;
  }

  /** The warnings about one thing that came in. */
  public List<Warning> warnings(Function<PolicyNames, List<Warning>> about) {
    List<List<Warning>> all = all(names -> List.of(about.apply(names)));
    return all.isEmpty() ? List.of() : all.get(0);
  }

  /**
   * The warnings about many things, in their order. Empty where the policy cannot be read just now: what came in is stored,
   * and its sender must not take it for lost because there is nothing to say about it.
   */
  public List<List<Warning>> all(Function<PolicyNames, List<List<Warning>>> about) {
    try {
      Known kept = known;
      PolicyNames names = kept == null || kept.readAt().plus(KEPT).isBefore(clock.instant()) ? newest() : kept.names();
      List<List<Warning>> warnings = about.apply(names);
      if (warnings.stream().allMatch(Collection::isEmpty)) {
        return warnings;
      }
      PolicyNames newest = newest();
      return newest == names ? warnings : about.apply(newest);
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("What came in is stored; whether it counts could not be told, since the policy could not be read",
          Discreet.of(away));
      return List.of();
    }
  }
}
