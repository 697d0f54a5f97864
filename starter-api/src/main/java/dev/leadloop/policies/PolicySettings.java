package dev.leadloop.policies;

/**
 * How a policy comes to be published.
 *
 * @param approvals 2 where a draft needs a yes of marketing and one of sales, 1 where it needs that of either
 * @param direct whether an administrator may publish a document without a draft
 */
public record PolicySettings(int approvals, boolean direct) {}
