package dev.leadloop.local;

import dev.leadloop.files.OwnerOnly;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.local.process.LocalServer;
import dev.leadloop.local.process.LogTail;
import dev.leadloop.local.process.Ports;
import dev.leadloop.local.process.Processes;
import dev.leadloop.local.process.RuntimeFile;
import dev.leadloop.worker.start.StartFailure;
import dev.leadloop.worker.temporal.NamespaceProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Temporal server for one machine, with its data in one SQLite file. */
final class TemporalDevServer implements LocalServer {

  private static final Logger log = LoggerFactory.getLogger(TemporalDevServer.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration ADOPTION = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration PORT = Duration.ofSeconds(5);

  private final DataFolder folder;
  private final TemporalBinary binary;
  private final String namespace;
  private final LocalSettings.TemporalPorts ports;
  private volatile @Nullable ProcessHandle process;

  TemporalDevServer(
      DataFolder folder, TemporalBinary binary, String namespace, LocalSettings.TemporalPorts ports) {
    this.folder = folder;
    this.binary = binary;
    this.namespace = namespace;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "Temporal";
  }

  String target() {
    return LOOPBACK + ":" + ports.port();
  }

  String uiUrl() {
    return "http://localhost:" + ports.uiPort();
  }

  @Override
  public void start() {
    launch();
    awaitAnswer();
  }

  /** Adopts or starts the process without waiting until it answers. */
  void launch() {
    if (adopt()) {
      return;
    }
    Ports.requireFree(
        ports.port(), "Temporal", "leadloop.temporal.port", "LEADLOOP_TEMPORAL_PORT", PORT);
    Ports.requireFree(
        ports.uiPort(), "Temporal's UI", "leadloop.temporal.ui-port", "LEADLOOP_TEMPORAL_UI_PORT", PORT);
    Path logFile = folder.folderAt("logs").resolve("temporal.log");
    log.debug("Starting Temporal, log at {}", logFile);
    LogTail.mark(logFile);
    try {
      Process started = new ProcessBuilder(Processes.ownerOnly(command()))
          .directory(folder.root().toFile())
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Processes.nullDevice()))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(OwnerOnly.file(logFile).toFile()))
          .start();
      process = started.toHandle();
      RuntimeFile.of(started.toHandle(), ports.port(), ports.uiPort()).write(runtimeFile());
    } catch (IOException e) {
      throw new StartFailure("Temporal could not be started: " + e.getMessage() + ".", e);
    }
  }

  /** Returns once the namespace can be used. */
  void awaitAnswer() {
    LogTail tail = LogTail.mark(folder.folderAt("logs").resolve("temporal.log"));
    if (answersWithin(START)) {
      return;
    }
    String reason = new LogTail(tail.file(), Math.max(0, tail.from() - 4_000)).reason("rror");
    stop();
    throw new StartFailure("Temporal did not start on the data folder " + folder.root() + ": " + reason + " (log: "
        + tail.file() + ").");
  }

  private boolean adopt() {
    Optional<RuntimeFile> note = RuntimeFile.read(runtimeFile());
    Optional<ProcessHandle> left = note.flatMap(RuntimeFile::process);
    if (note.isEmpty() || left.isEmpty()) {
      return false;
    }
    process = left.get();
    if (note.get().port() == ports.port() && note.get().uiPort() == ports.uiPort() && answersWithin(ADOPTION)) {
      log.info("Temporal was still running (process {}) and is used again", note.get().pid());
      return true;
    }
    log.info("Stopping the Temporal that an earlier run left behind (process {})", note.get().pid());
    Processes.stop(left.get(), STOP);
    process = null;
    return false;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    // In a session of its own, Ctrl-C reaches only this process, which then stops things in order.
    Processes.onPath("setsid").ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(List.of(
        binary.locate().toString(), "server", "start-dev",
        "--ip", LOOPBACK, "--port", Integer.toString(ports.port()),
        "--ui-ip", LOOPBACK, "--ui-port", Integer.toString(ports.uiPort()), "--ui-disable-news-fetch",
        "--namespace", namespace,
        "--db-filename", folder.at("temporal.db").toString(),
        "--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=FULL",
        "--dynamic-config-value", "matching.numTaskqueueReadPartitions=1",
        "--dynamic-config-value", "matching.numTaskqueueWritePartitions=1",
        // A dev server reads from its file what search attributes there are at every call, a fifteenth of its work.
        "--dynamic-config-value", "system.forceSearchAttributesCacheRefreshOnRead=false",
        "--log-level", "warn"));
    return command;
  }

  private boolean answersWithin(Duration patience) {
    try (NamespaceProbe probe = new NamespaceProbe(target(), namespace)) {
      long deadline = System.nanoTime() + patience.toNanos();
      while (isAlive() && System.nanoTime() < deadline) {
        if (probe.answers()) {
          return true;
        }
        Processes.pause(100);
      }
      return false;
    }
  }

  private Path runtimeFile() {
    return folder.at("temporal.run");
  }

  @Override
  public boolean isAlive() {
    ProcessHandle current = process;
    return current != null && Processes.isAlive(current);
  }

  @Override
  public void stop() {
    ProcessHandle current = process;
    if (current != null) {
      Processes.stop(current, STOP);
      process = null;
    }
  }
}
