/** In which words and by which problem an order, or a word about a reply, that came to nothing is answered by both doors. */
@NullMarked
package dev.leadloop.refusals;

import org.jspecify.annotations.NullMarked;
