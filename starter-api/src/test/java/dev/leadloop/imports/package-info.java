/** Tests of imports by HTTP and of real files. */
@NullMarked
package dev.leadloop.imports;

import org.jspecify.annotations.NullMarked;
