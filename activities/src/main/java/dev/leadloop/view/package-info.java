/** What people read of a lead beside its record: past scores. */
@NullMarked
package dev.leadloop.view;

import org.jspecify.annotations.NullMarked;
