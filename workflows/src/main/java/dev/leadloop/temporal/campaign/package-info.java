/** The workflow that starts a campaign's leads in batches, and how it is started and asked. */
@NullMarked
package dev.leadloop.temporal.campaign;

import org.jspecify.annotations.NullMarked;
