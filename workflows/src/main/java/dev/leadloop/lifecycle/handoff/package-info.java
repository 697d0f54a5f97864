/** The handoff to sales: whom a lead is offered to and until when an answer is due. */
@NullMarked
package dev.leadloop.lifecycle.handoff;

import org.jspecify.annotations.NullMarked;
