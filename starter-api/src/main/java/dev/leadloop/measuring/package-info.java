/** How measures are asked for, by calls and by pages alike: what may be named, what each value must be, and the answer as CSV. */
@NullMarked
package dev.leadloop.measuring;

import org.jspecify.annotations.NullMarked;
