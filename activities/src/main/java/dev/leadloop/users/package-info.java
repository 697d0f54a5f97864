/** People who sign in to the pages, and the links by which they set their passwords. */
@NullMarked
package dev.leadloop.users;

import org.jspecify.annotations.NullMarked;
