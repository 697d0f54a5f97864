/** Proof on the real product: its processes started, killed and measured as its users would have them. */
@NullMarked
package dev.leadloop.proof;

import org.jspecify.annotations.NullMarked;
