/** Looks for what a policy says and cannot mean: it can be used, and its authors may want to look. */
@NullMarked
package dev.leadloop.policyfile.check;

import org.jspecify.annotations.NullMarked;
