/** Leads over HTTP: intake, events, what is known of a lead, its score and its story. */
@NullMarked
package dev.leadloop.api.lead;

import org.jspecify.annotations.NullMarked;
