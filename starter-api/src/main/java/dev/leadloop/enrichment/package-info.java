/** Has leads asked about in the process that people and systems talk to. */
@NullMarked
package dev.leadloop.enrichment;

import org.jspecify.annotations.NullMarked;
