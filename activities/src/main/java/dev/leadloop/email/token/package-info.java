/** Signed links and tokens in mail: unsubscribing, confirming, answering a handoff. */
@NullMarked
package dev.leadloop.email.token;

import org.jspecify.annotations.NullMarked;
