/** What marketing does with sequences: rollouts of an edit, campaigns to a segment, and a look at one mail. */
@NullMarked
package dev.leadloop.nurturing;

import org.jspecify.annotations.NullMarked;
