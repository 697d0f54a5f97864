/** Who may come in: users with passwords, and keys. Calls and pages make their changes here. */
@NullMarked
package dev.leadloop.people;

import org.jspecify.annotations.NullMarked;
