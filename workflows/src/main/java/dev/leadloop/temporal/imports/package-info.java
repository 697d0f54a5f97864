/** The workflow that takes a file of leads in, and how it is started and asked. */
@NullMarked
package dev.leadloop.temporal.imports;

import org.jspecify.annotations.NullMarked;
