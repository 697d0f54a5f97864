package dev.leadloop.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes.
 *
 * @param in what {@code -} stands for
 * @param out for what was asked for
 * @param err for errors and warnings
 */
record Streams(InputStream in, PrintStream out, PrintStream err) {
  /** Whether somebody watches what is written beside the result. */
  boolean watched() {
    return System.err.equals(err) && System.console() != null;
  }
}
