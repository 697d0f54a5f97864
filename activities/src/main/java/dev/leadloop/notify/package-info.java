/** Notices beside mail: chat channels and Standard Webhooks, kept until they arrive, and the digest of a rep's day. */
@NullMarked
package dev.leadloop.notify;

import org.jspecify.annotations.NullMarked;
