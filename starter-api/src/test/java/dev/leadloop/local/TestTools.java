package dev.leadloop.local;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.leadloop.local.postgres.PostgresBinaries;
import dev.leadloop.local.postgres.PostgresServer;
import dev.leadloop.local.postgres.PostmasterPid;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.local.process.RuntimeFile;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** A local stack for tests: any folder, free ports, the Temporal tool fetched once for the whole build. */
public final class TestTools {

  private TestTools() {}

  /** The stack as the product makes it, on these ports. */
  public static LocalStack stack(Path home, int temporalPort, int uiPort, int databasePort) {
    DataFolder folder = new DataFolder(home);
    TemporalBinary binary = new TemporalBinary(folder, () -> Optional.of(temporal()), List.of());
    return new LocalStack(
        folder,
        Optional.of(new TemporalDevServer(
            folder, binary, "leadloop", new LocalSettings.TemporalPorts(temporalPort, uiPort))),
        Optional.of(new PostgresServer(folder, databasePort, new PostgresBinaries(folder))));
  }

  /** PostgreSQL alone. */
  static LocalStack postgresOnly(Path home, int port) {
    KeptPrograms.offer(home);
    DataFolder folder = new DataFolder(home);
    return new LocalStack(
        folder, Optional.empty(), Optional.of(new PostgresServer(folder, port, new PostgresBinaries(folder))));
  }

  /** The Temporal tool; where it cannot be had the test is skipped, and on a build server it fails. */
  public static synchronized Path temporal() {
    try {
      return TemporalBinary.of(new DataFolder(Path.of("target", "test-tools"))).locate();
    } catch (StartFailure e) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw e;
      }
      return abort("No real Temporal server can be had here: " + e.getMessage());
    }
  }

  /** The permissions of a file, such as {@code rw-------}; of one that is gone, those of nobody. */
  public static String rights(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException gone) {
      return "---------";
    }
  }

  /** Process id of the PostgreSQL on this data folder. */
  public static long postgresPid(Path home) {
    return PostmasterPid.read(home.resolve("postgresql")).orElseThrow().pid();
  }

  /** Process id of the Temporal on this data folder. */
  public static long temporalPid(Path home) {
    return RuntimeFile.read(home.resolve("temporal.run")).orElseThrow().pid();
  }

  /** Ends whatever a failed test left running on this data folder. */
  public static void clean(Path home) {
    KeptPrograms.keep(home);
    RuntimeFile.read(home.resolve("temporal.run")).flatMap(RuntimeFile::process)
        .ifPresent(ProcessHandle::destroyForcibly);
    if (Files.exists(home.resolve("postgresql"))) {
      PostmasterPid.read(home.resolve("postgresql")).filter(PostmasterPid::isPostgres)
          .flatMap(PostmasterPid::process).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
