/** How requests are read: strict JSON, clean text, bounded bodies, and the document that describes the calls. */
@NullMarked
package dev.leadloop.api.web;

import org.jspecify.annotations.NullMarked;
