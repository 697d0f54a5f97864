/** Who is to be forgotten, as calls and pages order it, and what is known of a person; it knows neither. */
@NullMarked
package dev.leadloop.erasures;

import org.jspecify.annotations.NullMarked;
