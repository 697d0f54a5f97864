/** Changes of who sells, which open leads are told of. */
@NullMarked
package dev.leadloop.roster;

import org.jspecify.annotations.NullMarked;
