/** Texts of mails that people saved, version by version, beside those of files; and which of them a mail is written with. */
@NullMarked
package dev.leadloop.email.saved;

import org.jspecify.annotations.NullMarked;
