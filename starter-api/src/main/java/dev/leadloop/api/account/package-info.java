/** Accounts: the companies behind leads, what is told of them, and what joins them. */
@NullMarked
package dev.leadloop.api.account;

import org.jspecify.annotations.NullMarked;
