/** Mistyped names in what people write for us: policies, mappings, requests. */
@NullMarked
package dev.leadloop.naming;

import org.jspecify.annotations.NullMarked;
