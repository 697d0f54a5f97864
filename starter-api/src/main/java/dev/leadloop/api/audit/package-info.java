/** Who changed what: written with each change of an administrator, and read by administrators. */
@NullMarked
package dev.leadloop.api.audit;

import org.jspecify.annotations.NullMarked;
