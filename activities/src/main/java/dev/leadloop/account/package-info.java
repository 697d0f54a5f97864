/** The people of one company counted together: who belongs to it, what was found, and to whom it is told. */
@NullMarked
package dev.leadloop.account;

import org.jspecify.annotations.NullMarked;
