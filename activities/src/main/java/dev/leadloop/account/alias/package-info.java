/** Names by which an account is known beside its own: who is joined to it by them, and parted from it again. */
@NullMarked
package dev.leadloop.account.alias;

import org.jspecify.annotations.NullMarked;
