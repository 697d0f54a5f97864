/** The journal of a lead and what folding it gives: where the lead stands, its handoffs, its nurture. */
@NullMarked
package dev.leadloop.lifecycle.journal;

import org.jspecify.annotations.NullMarked;
