/** Orders of erasure and how they are carried out: the tombstone, then every feature's part until each has confirmed. */
@NullMarked
package dev.leadloop.erasure.work;

import org.jspecify.annotations.NullMarked;
