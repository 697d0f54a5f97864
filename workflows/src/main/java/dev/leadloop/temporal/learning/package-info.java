/** The workflow that learns the predictive score, and how it is started and asked. */
@NullMarked
package dev.leadloop.temporal.learning;

import org.jspecify.annotations.NullMarked;
