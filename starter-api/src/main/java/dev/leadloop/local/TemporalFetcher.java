package dev.leadloop.local;

import java.io.IOException;
import java.nio.file.Path;

/** A place that the Temporal tool can be had from. */
interface TemporalFetcher {

  /** What it is, for the sentence that is said when nothing worked. */
  String name();

  /** Brings the tool into this empty folder and says where it lies there; fails in seconds where it cannot. */
  Path fetchInto(Path emptyFolder) throws IOException;
}
