/** Calls about connectors. */
@NullMarked
package dev.leadloop.api.connector;

import org.jspecify.annotations.NullMarked;
