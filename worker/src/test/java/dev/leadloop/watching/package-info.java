/** What a process of its own tells those who watch it. */
@NullMarked
package dev.leadloop.watching;

import org.jspecify.annotations.NullMarked;
