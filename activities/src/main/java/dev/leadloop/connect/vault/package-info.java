/** Credentials of other systems, sealed before they are kept. */
@NullMarked
package dev.leadloop.connect.vault;

import org.jspecify.annotations.NullMarked;
