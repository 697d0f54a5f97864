/** Plays the life of two example leads against the running product by HTTP, and tells it as it happens. */
@NullMarked
package dev.leadloop.story;

import org.jspecify.annotations.NullMarked;
