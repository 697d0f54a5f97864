/** The HTTP interface that systems talk to. */
@NullMarked
package dev.leadloop.api;

import org.jspecify.annotations.NullMarked;
