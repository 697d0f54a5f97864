/** Texts of mails, by calls. */
@NullMarked
package dev.leadloop.api.text;

import org.jspecify.annotations.NullMarked;
