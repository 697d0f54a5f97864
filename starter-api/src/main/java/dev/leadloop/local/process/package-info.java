/** Processes and files of the local stack, whatever runs in them. */
@NullMarked
package dev.leadloop.local.process;

import org.jspecify.annotations.NullMarked;
