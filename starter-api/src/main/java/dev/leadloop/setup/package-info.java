/** The first minutes of an installation: the four steps, each read from what there really is, and what takes one. */
@NullMarked
package dev.leadloop.setup;

import org.jspecify.annotations.NullMarked;
