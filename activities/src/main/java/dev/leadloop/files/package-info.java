/** Files that belong to their owner alone. */
@NullMarked
package dev.leadloop.files;

import org.jspecify.annotations.NullMarked;
