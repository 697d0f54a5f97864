/** Texts of mails: listed, written with a preview beside them, tested, and their versions. */
@NullMarked
package dev.leadloop.console.texts;

import org.jspecify.annotations.NullMarked;
