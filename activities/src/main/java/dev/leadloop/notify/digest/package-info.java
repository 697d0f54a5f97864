/** What a digest holds. */
@NullMarked
package dev.leadloop.notify.digest;

import org.jspecify.annotations.NullMarked;
