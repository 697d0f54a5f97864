/** What every feature that keeps anything of a person promises: to say what it is, to tell it, and to forget it. */
@NullMarked
package dev.leadloop.erasure;

import org.jspecify.annotations.NullMarked;
