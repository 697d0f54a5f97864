package dev.leadloop.measures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the process of one session of a PostgreSQL on this machine and the calling thread took of processors, as Linux counts it:
 * other work on the machine takes processors away and is not in it. Where there is no such count it is the time on the wall.
 */
final class ProcessorTime implements MeasureSpeed.Processor {
  private final Path counted;

  ProcessorTime(Connection session) throws SQLException {
    try (ResultSet pid = session.createStatement().executeQuery("select pg_backend_pid()")) {
      pid.next();
      this.counted = Path.of("/proc", pid.getString(1), "schedstat");
    }
  }

  /** Whether there is such a count. */
  boolean counts() {
    return Files.isReadable(counted);
  }

  @Override
  public double millis() {
    if (!counts()) {
      return System.nanoTime() / 1e6;
    }
    try {
      return (Long.parseLong(Files.readString(counted).split(" ")[0])
          + ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()) / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
