/** The workflow that gives one order for many leads in batches, and how it is started and asked. */
@NullMarked
package dev.leadloop.temporal.bulk;

import org.jspecify.annotations.NullMarked;
