@NullMarked
package dev.leadloop.csv;

import org.jspecify.annotations.NullMarked;
