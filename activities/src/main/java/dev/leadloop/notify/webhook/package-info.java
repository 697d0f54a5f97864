/** Notices by webhook and chat: whom they go to, in which words and form, and their delivery with retries. */
@NullMarked
package dev.leadloop.notify.webhook;

import org.jspecify.annotations.NullMarked;
