/** What can be watched of a process and of the work: numbers for a monitoring system, whichever process serves them. */
@NullMarked
package dev.leadloop.watching;

import org.jspecify.annotations.NullMarked;
