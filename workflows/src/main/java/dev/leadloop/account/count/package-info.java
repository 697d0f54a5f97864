/** What the people of one company come to when they are counted together, and through whom of them it is told. */
@NullMarked
package dev.leadloop.account.count;

import org.jspecify.annotations.NullMarked;
