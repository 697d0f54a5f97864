/** Whether what is watched is what is there. */
@NullMarked
package dev.leadloop.metrics;

import org.jspecify.annotations.NullMarked;
