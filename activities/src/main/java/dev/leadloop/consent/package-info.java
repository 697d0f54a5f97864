/** Consent and what readers choose: the confirmation of a yes, topics, and the list of addresses that get no mail. */
@NullMarked
package dev.leadloop.consent;

import org.jspecify.annotations.NullMarked;
