/** Consent and suppressions over HTTP: what people agreed to, what they left, and who may be mailed again. */
@NullMarked
package dev.leadloop.api.consent;

import org.jspecify.annotations.NullMarked;
