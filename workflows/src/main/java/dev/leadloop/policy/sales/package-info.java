/** What a policy says about sales: answer times, who gets a lead, and what follows from a reason. */
@NullMarked
package dev.leadloop.policy.sales;

import org.jspecify.annotations.NullMarked;
