package dev.leadloop.simulation.backtest;

import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.policy.LeadPolicy;

/**
 * A decision that was made again.
 *
 * @param before what was known before it, the facts of then among it
 */
public record Moment(LeadState before, Decision decision, LeadPolicy policy) {}
