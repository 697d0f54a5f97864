/** What an administrator keeps: keys and policies. */
@NullMarked
package dev.leadloop.api.admin;

import org.jspecify.annotations.NullMarked;
