/** What changes from one version of a policy to another, in words. */
@NullMarked
package dev.leadloop.policy.diff;

import org.jspecify.annotations.NullMarked;
