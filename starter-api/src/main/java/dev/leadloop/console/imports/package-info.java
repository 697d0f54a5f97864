/** The pages of imports: a file is sent, what its columns mean is guessed and shown, and it comes in by that mapping. */
@NullMarked
package dev.leadloop.console.imports;

import org.jspecify.annotations.NullMarked;
