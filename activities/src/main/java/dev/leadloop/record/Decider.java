package dev.leadloop.record;

import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.List;

/** The one door, {@link dev.leadloop.lifecycle.LeadLifecycle#decide}. */
@FunctionalInterface
public interface Decider {
  /** Decides what becomes of a lead; depends on nothing but its arguments. */
  Decision decide(LeadState state, List<LeadEvent> events, LeadPolicy policy, SalesDesk desk, Instant now);
}
