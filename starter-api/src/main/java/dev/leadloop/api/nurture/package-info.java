/** What marketing does with sequences by HTTP: pause, resume, roll out, start campaigns, look at a mail. */
@NullMarked
package dev.leadloop.api.nurture;

import org.jspecify.annotations.NullMarked;
