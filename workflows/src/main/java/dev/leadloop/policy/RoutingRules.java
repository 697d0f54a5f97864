package dev.leadloop.policy;

/**
 * Who gets handoffs.
 *
 * @param team whose reps are offered leads
 * @param queue name of the manager's queue, the owner where no rep can be
 * @param maxReassignments how often the ladder may move one lead to another rep before the queue gets it
 */
public record RoutingRules(String team, String queue, int maxReassignments) {}
