/** The page of one lead, with what may be done about it, the mails it was sent, and the leads that wait for a person. */
@NullMarked
package dev.leadloop.console.lead;

import org.jspecify.annotations.NullMarked;
