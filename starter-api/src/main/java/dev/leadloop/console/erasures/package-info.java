/** Pages on which people are forgotten, and which say what was erased where. */
@NullMarked
package dev.leadloop.console.erasures;

import org.jspecify.annotations.NullMarked;
