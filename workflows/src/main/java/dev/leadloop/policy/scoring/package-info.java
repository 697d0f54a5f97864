/** What a policy says about scores and readiness: rules, conditions, caps, and the ways to a threshold. */
@NullMarked
package dev.leadloop.policy.scoring;

import org.jspecify.annotations.NullMarked;
