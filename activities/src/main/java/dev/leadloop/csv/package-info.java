/** Downloads as CSV, safe to open in a spreadsheet. */
@NullMarked
package dev.leadloop.csv;

import org.jspecify.annotations.NullMarked;
