/** The SLA board: what waits for an answer of sales, with whom, how late, and why it went there. */
@NullMarked
package dev.leadloop.console.board;

import org.jspecify.annotations.NullMarked;
