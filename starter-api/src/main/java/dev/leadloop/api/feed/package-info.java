/** The journal as a feed for warehouses. */
@NullMarked
package dev.leadloop.api.feed;

import org.jspecify.annotations.NullMarked;
