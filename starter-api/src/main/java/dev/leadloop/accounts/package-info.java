/** Accounts as calls and pages show and change them: what a company is worth now, and by which names it is known. */
@NullMarked
package dev.leadloop.accounts;

import org.jspecify.annotations.NullMarked;
