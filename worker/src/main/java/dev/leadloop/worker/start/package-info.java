/** What a start needs beforehand, and how a start that fails is told. */
@NullMarked
package dev.leadloop.worker.start;

import org.jspecify.annotations.NullMarked;
