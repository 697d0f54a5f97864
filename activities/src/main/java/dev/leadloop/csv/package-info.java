/**
 * CSV files: read row by row in bounded memory with no line lost in silence, and written so that they are safe to open in a
 * spreadsheet.
 */
@NullMarked
package dev.leadloop.csv;

import org.jspecify.annotations.NullMarked;
