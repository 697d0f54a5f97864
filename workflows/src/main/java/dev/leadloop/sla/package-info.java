/** Business time: calendars, answer deadlines and the ladder of escalation. */
@NullMarked
package dev.leadloop.sla;

import org.jspecify.annotations.NullMarked;
