/** What marketing and managers do about the person behind a lead, the same way for calls and for pages. */
@NullMarked
package dev.leadloop.person;

import org.jspecify.annotations.NullMarked;
