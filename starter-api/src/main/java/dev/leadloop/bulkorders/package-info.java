/** One order for many leads, as calls and pages give it; it knows neither. */
@NullMarked
package dev.leadloop.bulkorders;

import org.jspecify.annotations.NullMarked;
