/** The workflow that has everything kept of one person erased, part by part, until each has confirmed. */
@NullMarked
package dev.leadloop.temporal.erasure;

import org.jspecify.annotations.NullMarked;
