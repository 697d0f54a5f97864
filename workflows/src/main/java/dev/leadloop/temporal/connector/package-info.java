/** The workflow that keeps another system in step with ours, and how it is started and asked. */
@NullMarked
package dev.leadloop.temporal.connector;

import org.jspecify.annotations.NullMarked;
