/** Calls about accounts. */
@NullMarked
package dev.leadloop.api.account;

import org.jspecify.annotations.NullMarked;
