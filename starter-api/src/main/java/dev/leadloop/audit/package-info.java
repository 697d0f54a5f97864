/** The audit as it is read, by calls and pages alike. */
@NullMarked
package dev.leadloop.audit;

import org.jspecify.annotations.NullMarked;
