package dev.leadloop.simulation;

import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;

/**
 * What leads are played in.
 *
 * @param sales how sales answers
 * @param seed decides chance
 * @param from when the clock begins; leads that were decided before go on from then
 * @param until when it ends: what falls due then or later does not happen
 */
public record World(LeadPolicy policy, SalesModel sales, long seed, Instant from, Instant until) {}
