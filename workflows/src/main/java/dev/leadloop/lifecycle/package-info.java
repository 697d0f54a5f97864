/** The one door: how events and due times turn a lead's state into a decision. */
@NullMarked
package dev.leadloop.lifecycle;

import org.jspecify.annotations.NullMarked;
