package dev.leadloop.policy.sales;

import java.time.Duration;

/**
 * What sales is held to once it has accepted.
 *
 * @param missedContactReassigns whether a missed first contact offers the lead to another rep, not just reminds
 * @param stalledAfter time without news after which the owner is reminded
 */
public record AfterAcceptance(boolean missedContactReassigns, Duration stalledAfter) {}
