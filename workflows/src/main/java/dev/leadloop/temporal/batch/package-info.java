/** The frame of workflows that go through leads in batches, such as campaigns and rollouts. */
@NullMarked
package dev.leadloop.temporal.batch;

import org.jspecify.annotations.NullMarked;
