/** Texts of mails: looked at, tried, saved and given back to files, by calls and by pages alike. */
@NullMarked
package dev.leadloop.texts;

import org.jspecify.annotations.NullMarked;
