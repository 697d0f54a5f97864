/** To which company somebody belongs: the one place where that is derived from an address and a given name. */
@NullMarked
package dev.leadloop.account.key;

import org.jspecify.annotations.NullMarked;
