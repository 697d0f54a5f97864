/** The handoff record: what a rep reads of a lead before the first word, made of facts by pure functions. */
@NullMarked
package dev.leadloop.handoff;

import org.jspecify.annotations.NullMarked;
