/**
 * Reads mail as the world writes it: its parts, its headers, its words. Mime4j takes a mail apart and jsoup its HTML; what
 * is broken is read as far as it goes. Every step takes time in proportion to what it reads and stops at a limit, since
 * anybody may send anything.
 */
@NullMarked
package dev.leadloop.mime;

import org.jspecify.annotations.NullMarked;
