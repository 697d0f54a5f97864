@NullMarked
package dev.leadloop.provider;

import org.jspecify.annotations.NullMarked;
