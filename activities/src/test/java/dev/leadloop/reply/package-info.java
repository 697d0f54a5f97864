@NullMarked
package dev.leadloop.reply;

import org.jspecify.annotations.NullMarked;
