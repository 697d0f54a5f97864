/** Sample data by call. */
@NullMarked
package dev.leadloop.api.sample;

import org.jspecify.annotations.NullMarked;
