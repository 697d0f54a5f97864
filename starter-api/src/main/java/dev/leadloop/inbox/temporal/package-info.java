/** The inbox's way to Temporal: the workflows of leads are called, started and looked up there. */
@NullMarked
package dev.leadloop.inbox.temporal;

import org.jspecify.annotations.NullMarked;
