/** What callers and files say of a company, read into the one form in which companies are known. */
@NullMarked
package dev.leadloop.account.told;

import org.jspecify.annotations.NullMarked;
