/** Addresses in their one form, and the companies that domains stand for. */
@NullMarked
package dev.leadloop.email.address;

import org.jspecify.annotations.NullMarked;
