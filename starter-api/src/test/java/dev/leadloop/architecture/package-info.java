/** What holds for all code of the product, whoever writes the next of it. */
@NullMarked
package dev.leadloop.architecture;

import org.jspecify.annotations.NullMarked;
