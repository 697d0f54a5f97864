/** What happens to a lead, as it is told: signals, answers, orders and changes of its facts. */
@NullMarked
package dev.leadloop.lifecycle.event;

import org.jspecify.annotations.NullMarked;
