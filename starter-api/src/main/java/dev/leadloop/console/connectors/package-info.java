/** Pages about connectors. */
@NullMarked
package dev.leadloop.console.connectors;

import org.jspecify.annotations.NullMarked;
