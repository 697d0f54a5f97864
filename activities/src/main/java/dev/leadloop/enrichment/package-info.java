/** More about a lead than was told of it: whom to ask, what was answered before, and when to ask again. */
@NullMarked
package dev.leadloop.enrichment;

import org.jspecify.annotations.NullMarked;
