/** Calls about measures and the facts they are counted from. */
@NullMarked
package dev.leadloop.api.measures;

import org.jspecify.annotations.NullMarked;
