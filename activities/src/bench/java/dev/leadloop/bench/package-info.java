/** What scoring and deciding cost, measured by JMH; compiled and run with the profile {@code bench} alone. */
@NullMarked
package dev.leadloop.bench;

import org.jspecify.annotations.NullMarked;
