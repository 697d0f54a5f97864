/** The daily look at how a policy does, and whom it is told. */
@NullMarked
package dev.leadloop.review;

import org.jspecify.annotations.NullMarked;
