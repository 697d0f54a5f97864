/** Tests of what goes out beside mail. */
@NullMarked
package dev.leadloop.notify;

import org.jspecify.annotations.NullMarked;
