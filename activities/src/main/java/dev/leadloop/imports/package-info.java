/** CSV import: a file is staged row by row, mapped to leads and signals, and brought in batch by batch. */
@NullMarked
package dev.leadloop.imports;

import org.jspecify.annotations.NullMarked;
