/** What stands around activities, over a running server. */
@NullMarked
package dev.leadloop.worker.temporal;

import org.jspecify.annotations.NullMarked;
