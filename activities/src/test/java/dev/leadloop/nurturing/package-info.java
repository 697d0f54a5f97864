/** Tests of campaigns and rollouts. */
@NullMarked
package dev.leadloop.nurturing;

import org.jspecify.annotations.NullMarked;
