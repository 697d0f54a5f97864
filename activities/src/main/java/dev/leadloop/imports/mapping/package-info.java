/** From the columns of a file to the fields of a lead. */
@NullMarked
package dev.leadloop.imports.mapping;

import org.jspecify.annotations.NullMarked;
