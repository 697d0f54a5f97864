/** The workflow that moves leads to another policy version in batches, and how it is started and asked. */
@NullMarked
package dev.leadloop.temporal.rollout;

import org.jspecify.annotations.NullMarked;
