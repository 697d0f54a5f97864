/** The inbox's way to Temporal: the workflows of leads are rung, started and looked up there. */
@NullMarked
package dev.leadloop.inbox.temporal;

import org.jspecify.annotations.NullMarked;
