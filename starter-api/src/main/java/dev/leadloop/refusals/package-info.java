/** In which words and by which problem an order that came to nothing is answered, by calls and pages alike. */
@NullMarked
package dev.leadloop.refusals;

import org.jspecify.annotations.NullMarked;
