/** Carrying out what a decision ordered. */
@NullMarked
package dev.leadloop.effects;

import org.jspecify.annotations.NullMarked;
