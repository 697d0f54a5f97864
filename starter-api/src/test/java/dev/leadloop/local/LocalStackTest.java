package dev.leadloop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.local.process.Processes;
import dev.leadloop.testing.FreePort;
import dev.leadloop.worker.start.DatabaseSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The servers of one machine, and what becomes of them and their data when anything is killed with -9. */
@Timeout(400)
class LocalStackTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir
  Path home;

  private final int temporalPort = FreePort.next();
  private final int uiPort = FreePort.next();
  private final int databasePort = FreePort.next();

  @AfterEach
  void nothingIsLeftRunning() {
    TestTools.clean(home);
  }

  @Test
  void nextStartAdoptsWhatAKillLeftAndWhatDiesComesBackWithItsData() throws Exception {
    TestTools.temporal();
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("of-an-earlier-version"), "an address");
    Process first = new ProcessBuilder(
        ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
        LocalStackProcess.class.getName(), home.toString(),
        Integer.toString(temporalPort), Integer.toString(uiPort), Integer.toString(databasePort))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader output = first.inputReader()) {
      assertThat(output.lines().anyMatch("UP"::equals)).isTrue();
    } finally {
      first.destroyForcibly().waitFor();
    }
    long temporal = TestTools.temporalPid(home);
    long postgres = TestTools.postgresPid(home);

    try (LocalStack second = TestTools.stack(home, temporalPort, uiPort, databasePort)) {
      second.start();
      assertThat(TestTools.temporalPid(home)).as("Temporal is adopted").isEqualTo(temporal);
      assertThat(TestTools.postgresPid(home)).as("PostgreSQL is adopted").isEqualTo(postgres);
      insertRow(second);
      startWorkflow(second);

      kill(temporal);
      awaitOther(temporal, () -> TestTools.temporalPid(home));
      kill(postgres);
      awaitOther(postgres, () -> TestTools.postgresPid(home));

      assertThat(openToOthers()).isEmpty();
      assertThat(rows(second)).isEqualTo(1);
      assertThat(workflowExists(second)).isTrue();
    }
    assertThat(ProcessHandle.of(TestTools.temporalPid(home)).filter(Processes::isAlive)).isEmpty();
    assertThat(home.resolve("postgresql").resolve("postmaster.pid")).doesNotExist();
  }

  private List<String> openToOthers() throws IOException {
    List<String> open = new ArrayList<>();
    // Servers that run take files away while they are looked at.
    Files.walkFileTree(home, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return visitFile(folder, attributes);
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String rights = TestTools.rights(file);
        if (!attributes.isSymbolicLink() && !rights.startsWith("---", 3)) {
          open.add(rights + " " + file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
          return FileVisitResult.CONTINUE;
        }
        throw failure;
      }
    });
    return open;
  }

  private void insertRow(LocalStack stack) throws SQLException {
    try (Connection connection = connect(stack); Statement sql = connection.createStatement()) {
      sql.execute("CREATE TABLE kept (id int)");
      sql.execute("INSERT INTO kept VALUES (1)");
    }
  }

  private int rows(LocalStack stack) throws InterruptedException {
    for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(100)) {
      try (Connection connection = connect(stack);
          Statement sql = connection.createStatement();
          ResultSet row = sql.executeQuery("SELECT count(*) FROM kept")) {
        row.next();
        return row.getInt(1);
      } catch (SQLException e) {
        // It is still coming back.
      }
    }
    throw new AssertionError("PostgreSQL did not come back");
  }

  private static Connection connect(LocalStack stack) throws SQLException {
    DatabaseSettings database = stack.database(1);
    return DriverManager.getConnection(database.url(), database.username(), database.password());
  }

  private static void startWorkflow(LocalStack stack) {
    withClient(stack, client -> client.newUntypedWorkflowStub(
        "Kept", WorkflowOptions.newBuilder().setWorkflowId("kept").setTaskQueue("nobody").build()).start());
  }

  private static boolean workflowExists(LocalStack stack) {
    boolean[] found = new boolean[1];
    withClient(stack, client ->
        found[0] = client.newUntypedWorkflowStub("kept").describe().getWorkflowType().equals("Kept"));
    return found[0];
  }

  private static void withClient(LocalStack stack, Consumer<WorkflowClient> use) {
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(stack.temporalTarget()).build());
    try {
      use.accept(WorkflowClient.newInstance(
          stubs, WorkflowClientOptions.newBuilder().setNamespace("leadloop").build()));
    } finally {
      stubs.shutdownNow();
    }
  }

  private static void kill(long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor()).isZero();
  }

  private static void awaitOther(long before, LongSupplier pid) throws InterruptedException {
    for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(100)) {
      try {
        if (pid.getAsLong() != before) {
          return;
        }
      } catch (NoSuchElementException e) {
        // Its note is being written.
      }
    }
    throw new AssertionError("Process " + before + " was not started again");
  }
}
