/** Answers that may ask to stop: mail rests, marketing is told, and a named person says what was meant. */
@NullMarked
package dev.leadloop.doubt;

import org.jspecify.annotations.NullMarked;
