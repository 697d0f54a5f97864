/** Tests of the checks a running product offers. */
@NullMarked
package dev.leadloop.checks;

import org.jspecify.annotations.NullMarked;
