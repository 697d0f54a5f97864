/** When marketing and sales must look at their agreement again. */
@NullMarked
package dev.leadloop.review;

import org.jspecify.annotations.NullMarked;
