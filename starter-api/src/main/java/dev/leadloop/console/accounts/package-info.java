/** Pages of companies: the list, one of them, and whose they are. */
@NullMarked
package dev.leadloop.console.accounts;

import org.jspecify.annotations.NullMarked;
