/** Tests of CSV import. */
@NullMarked
package dev.leadloop.imports;

import org.jspecify.annotations.NullMarked;
