/** Who may do what: bearer keys, their roles and the one table that grants calls to roles. */
@NullMarked
package dev.leadloop.security;

import org.jspecify.annotations.NullMarked;
