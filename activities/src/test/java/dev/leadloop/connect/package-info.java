@NullMarked
package dev.leadloop.connect;

import org.jspecify.annotations.NullMarked;
