/** The learned score as data: what is known of a lead, what weighs how much, how good it is, and what may not be learned from. */
@NullMarked
package dev.leadloop.prediction.model;

import org.jspecify.annotations.NullMarked;
