/** The durable shell: workflows, the ports they call and the messages they take; the only user of Temporal here. */
@NullMarked
package dev.leadloop.temporal;

import org.jspecify.annotations.NullMarked;
