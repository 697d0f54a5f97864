@NullMarked
package dev.leadloop.text;

import org.jspecify.annotations.NullMarked;
