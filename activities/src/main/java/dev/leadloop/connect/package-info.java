/** Other systems kept in step with ours: what is to be written there, what they tell, and what is in the way. */
@NullMarked
package dev.leadloop.connect;

import org.jspecify.annotations.NullMarked;
