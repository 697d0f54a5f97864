/** What a monitoring system reads of the product. */
@NullMarked
package dev.leadloop.metrics;

import org.jspecify.annotations.NullMarked;
