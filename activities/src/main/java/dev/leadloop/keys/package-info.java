/** Keys of callers, secrets of ours, and the record of who did what with them and with settings. */
@NullMarked
package dev.leadloop.keys;

import org.jspecify.annotations.NullMarked;
