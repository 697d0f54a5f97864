/** One order for many leads: who they are, what would become of it, and giving it a few at a time. */
@NullMarked
package dev.leadloop.bulk;

import org.jspecify.annotations.NullMarked;
