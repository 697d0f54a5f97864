/** Where a lead stands in its sequence of nurture e-mails. */
@NullMarked
package dev.leadloop.nurture;

import org.jspecify.annotations.NullMarked;
