/** How mail leaves: SendGrid, SMTP or a folder, its settings, and the rules any mail must keep. */
@NullMarked
package dev.leadloop.email.transport;

import org.jspecify.annotations.NullMarked;
