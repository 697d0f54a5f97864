/** The connection to Temporal and the workers that poll it: namespace, task queues, heartbeats and what histories may say. */
@NullMarked
package dev.leadloop.worker.temporal;

import org.jspecify.annotations.NullMarked;
