package dev.leadloop.setup;

import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Caller;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts on record that somebody looked at the policy in force and wants it as it is. */
@Component
public class KeptPolicy {
  private final PolicyCatalog policies;
  private final AuditStore audit;
  private final Clock clock;

  KeptPolicy(PolicyCatalog policies, AuditStore audit, Clock clock) {
    this.policies = policies;
    this.audit = audit;
    this.clock = clock;
  }

  /** Writes it down; returns the version. */
  public int keep(Caller caller) {
    int version = policies.latest().version();
    audit.add(clock.instant(), new Change(caller.principal(), SetupSteps.KEPT, "policy/" + version, Map.of()));
    return version;
  }
}
