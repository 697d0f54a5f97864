/** How lists are asked for, by calls and by pages alike: what may be named, what each value must be, and where a page goes on. */
@NullMarked
package dev.leadloop.finding;

import org.jspecify.annotations.NullMarked;
