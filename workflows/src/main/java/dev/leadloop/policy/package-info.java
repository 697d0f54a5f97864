/** The versioned rules that marketing and sales own together; data only, never a clock. */
@NullMarked
package dev.leadloop.policy;

import org.jspecify.annotations.NullMarked;
