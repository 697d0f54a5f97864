/** Why a lead stands as it does, in sentences, for calls and pages alike. */
@NullMarked
package dev.leadloop.why;

import org.jspecify.annotations.NullMarked;
