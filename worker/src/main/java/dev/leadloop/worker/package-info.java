/** The process that polls Temporal: connections, task queues and the beans that do the work. */
@NullMarked
package dev.leadloop.worker;

import org.jspecify.annotations.NullMarked;
