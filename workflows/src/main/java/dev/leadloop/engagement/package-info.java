/** Opened mails and followed links: which of them a person did, and which a machine. */
@NullMarked
package dev.leadloop.engagement;

import org.jspecify.annotations.NullMarked;
