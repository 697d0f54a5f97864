/** When a score or a request makes a lead marketing or sales qualified. */
@NullMarked
package dev.leadloop.qualification;

import org.jspecify.annotations.NullMarked;
