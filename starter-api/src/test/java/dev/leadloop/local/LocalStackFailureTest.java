package dev.leadloop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leadloop.testing.FreePort;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the local stack from starting is said in one sentence, and nothing is left running. */
@Timeout(300)
class LocalStackFailureTest {

  @TempDir
  Path home;

  @AfterEach
  void nothingIsLeftRunning() {
    TestTools.clean(home);
  }

  @Test
  void takenPortIsNamedWithTheSettingThatMovesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(sentence(TestTools.postgresOnly(home, taken.getLocalPort()))).isEqualTo(
          "port " + taken.getLocalPort() + ", wanted for the database, is taken by another program: stop that, or choose"
              + " another port with leadloop.database.port (LEADLOOP_DATABASE_PORT).");
    }
  }

  @Test
  void portsOutOfRangeAreRefused() {
    assertThat(sentence(TestTools.postgresOnly(home, 70_000)))
        .isEqualTo("leadloop.database.port must be a port from 1 to 65535, not 70000.");
  }

  @Test
  void dataFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    assertThat(sentence(TestTools.postgresOnly(file, FreePort.next()))).isEqualTo(
        "the data folder " + file + " cannot be used (it is a file, not a folder): mend it, or choose another with"
            + " leadloop.home (LEADLOOP_HOME).");
  }

  @Test
  void damagedDataIsReportedWithTheServersOwnReason() throws IOException {
    Path data = Files.createDirectories(home.resolve("postgresql"));
    Files.writeString(data.resolve("PG_VERSION"), "9\n");
    assertThat(sentence(TestTools.postgresOnly(home, FreePort.next())))
        .startsWith("PostgreSQL did not start on the data folder " + home + ": ")
        .endsWith(" (log: " + home.resolve("logs").resolve("postgresql.log") + ").")
        .doesNotContain("\n");
  }

  @Test
  void secondProcessIsKeptOffTheDataFolder() {
    try (LocalStack first = TestTools.postgresOnly(home, FreePort.next())) {
      first.start();
      assertThat(sentence(TestTools.postgresOnly(home, FreePort.next()))).isEqualTo(
          "another Leadloop is running on the data folder " + home
              + ": stop it, or choose another folder with leadloop.home (LEADLOOP_HOME).");
    }
  }

  @Test
  void noteOfADeadServerWhoseProcessIdWasUsedAgainIsIgnored() throws IOException {
    int port = FreePort.next();
    try (LocalStack first = TestTools.postgresOnly(home, port)) {
      first.start();
    }
    Path data = home.resolve("postgresql");
    Files.write(data.resolve("postmaster.pid"),
        List.of(Long.toString(ProcessHandle.current().pid()), data.toString(), "1", Integer.toString(port)));
    try (LocalStack second = TestTools.postgresOnly(home, port)) {
      second.start();
      assertThat(TestTools.postgresPid(home)).isNotEqualTo(ProcessHandle.current().pid());
    }
  }

  private static String sentence(LocalStack stack) {
    StartFailure[] failure = new StartFailure[1];
    assertThatExceptionOfType(StartFailure.class).isThrownBy(stack::start).satisfies(thrown -> failure[0] = thrown);
    return String.valueOf(failure[0].getMessage());
  }
}
