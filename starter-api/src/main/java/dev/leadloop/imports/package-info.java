/** Imports as people ask for them: files by HTTP, and the workflows that bring them in. */
@NullMarked
package dev.leadloop.imports;

import org.jspecify.annotations.NullMarked;
