/** The lead itself: its identity, the facts known about it, and the signals recorded of it. */
@NullMarked
package dev.leadloop.lead;

import org.jspecify.annotations.NullMarked;
