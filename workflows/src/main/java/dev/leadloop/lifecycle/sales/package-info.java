/** What is decided about the work of sales: answers and who may give them, escalation, absence, pauses, recycling. */
@NullMarked
package dev.leadloop.lifecycle.sales;

import org.jspecify.annotations.NullMarked;
