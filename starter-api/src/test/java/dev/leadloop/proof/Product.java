package dev.leadloop.proof;

import dev.leadloop.local.KeptPrograms;
import dev.leadloop.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** An installation of the product in a folder of its own, on free ports, every part of which can be killed. */
final class Product implements AutoCloseable {
  /** The processes it consists of. */
  enum Part {
    API,
    WORKER,
    TEMPORAL,
    POSTGRESQL
  }

  /** Whether the work is done in the process of the API or in one of its own. */
  enum Layout {
    ONE_PROCESS,
    OWN_WORKER
  }

  static final String ADMIN_KEY = "proof-admin-key-0123456789";
  static final String NAMESPACE = "leadloop";

  private static final Duration START = Duration.ofMinutes(3);
  private static final String API_MAIN = "dev.leadloop.api.LeadloopApplication";
  private static final String WORKER_MAIN = "dev.leadloop.worker.WorkerApplication";
  private static final Pattern PORT_TAKEN = Pattern.compile("port [0-9]+(, .*is taken by another program| is already in use)");

  private final Path home;
  private final Layout layout;
  private final Map<String, String> settings;
  private int apiPort = FreePort.next();
  private int temporalPort = FreePort.next();
  private int temporalUiPort = FreePort.next();
  private int databasePort = FreePort.next();
  private final Map<Part, ProductProcess> jvms = new EnumMap<>(Part.class);

  /** An installation in that folder; nothing runs yet. */
  Product(Path home, Layout layout, Map<String, String> settings) {
    this.home = home;
    this.layout = layout;
    this.settings = Map.copyOf(settings);
  }

  /** Starts everything, on other ports where somebody took one meanwhile; returns once it is ready for work. */
  void start() {
    try {
      startApi();
    } catch (AssertionError failed) {
      if (!PORT_TAKEN.matcher(String.valueOf(failed.getMessage())).find()) {
        throw failed;
      }
      apiPort = FreePort.next();
      temporalPort = FreePort.next();
      temporalUiPort = FreePort.next();
      databasePort = FreePort.next();
      startApi();
    }
    if (layout == Layout.OWN_WORKER) {
      startWorker();
    }
  }

  void startApi() {
    KeptPrograms.offer(home);
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("server.port", Integer.toString(apiPort));
    all.put("leadloop.home", home.toString());
    all.put("leadloop.admin-key", ADMIN_KEY);
    all.put("leadloop.temporal.port", Integer.toString(temporalPort));
    all.put("leadloop.temporal.ui-port", Integer.toString(temporalUiPort));
    all.put("leadloop.database.port", Integer.toString(databasePort));
    all.put("leadloop.worker.enabled", Boolean.toString(layout == Layout.ONE_PROCESS));
    ProductProcess started = launch(Part.API, API_MAIN, List.of(), all);
    await("the API is ready", started, () -> new ProductClient(api(), ADMIN_KEY).ready());
    KeptPrograms.keep(home);
  }

  void startWorker() {
    Map<String, String> all = new HashMap<>(settings);
    all.put("leadloop.temporal.target", temporalTarget());
    all.put("leadloop.database.url", databaseUrl());
    all.put("leadloop.database.username", "leadloop");
    all.put("leadloop.database.password", databasePassword());
    all.put("leadloop.home", home.toString());
    // The worker's own class path knows no web server; this one does.
    all.put("spring.main.web-application-type", "none");
    long printed = ProductProcess.printedTo(output(Part.WORKER));
    ProductProcess started = launch(Part.WORKER, WORKER_MAIN, List.of("starter-api"), all);
    await("the worker works", started, () -> started.hasPrinted("Working for", printed));
  }

  private ProductProcess launch(Part part, String mainClass, List<String> without, Map<String, String> all) {
    ProductProcess before = jvms.get(part);
    if (before != null && before.isAlive()) {
      throw new IllegalStateException(part + " runs already");
    }
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProductProcess started = ProductProcess.start(mainClass, without, all, home, output(part));
    jvms.put(part, started);
    return started;
  }

  private static void await(String what, ProductProcess process, BooleanSupplier done) {
    long deadline = System.nanoTime() + START.toNanos();
    while (!done.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        boolean ended = !process.isAlive();
        process.kill();
        throw new AssertionError((ended ? "It ended before " : "Not within three minutes: ") + what + "\n" + process.tail());
      }
      Waiting.pause(Duration.ofMillis(100));
    }
  }

  /** Kills with -9. Temporal and PostgreSQL are started again by the API's process, the others by {@link #revive}. */
  void kill(Part part) {
    switch (part) {
      case API, WORKER -> {
        ProductProcess process = jvms.get(part);
        if (process != null) {
          process.kill();
        }
      }
      case TEMPORAL, POSTGRESQL -> ProcessHandle.of(pid(part)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Starts the API or the worker again where it does not run; returns once it is ready. */
  void revive(Part part) {
    switch (part) {
      case API -> startApi();
      case WORKER -> startWorker();
      case TEMPORAL, POSTGRESQL -> {
        // The API's process does it by itself.
      }
    }
  }

  /** Process id, as the operating system knows it. */
  long pid(Part part) {
    return switch (part) {
      case API, WORKER -> Objects.requireNonNull(jvms.get(part), () -> part + " was never started").pid();
      case TEMPORAL -> firstNumber(home.resolve("temporal.run"));
      case POSTGRESQL -> firstNumber(home.resolve("postgresql").resolve("postmaster.pid"));
    };
  }

  private static long firstNumber(Path file) {
    return Long.parseLong(text(file).split("\\s+")[0]);
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + apiPort);
  }

  String temporalTarget() {
    return "127.0.0.1:" + temporalPort;
  }

  Path home() {
    return home;
  }

  private Path output(Part part) {
    return home.resolve(part.name().toLowerCase(Locale.ROOT) + ".out");
  }

  private String databaseUrl() {
    return "jdbc:postgresql://127.0.0.1:" + databasePort + "/leadloop";
  }

  private String databasePassword() {
    return text(home.resolve("postgresql.password"));
  }

  /** The product's database; each connection is a new one. */
  PGSimpleDataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(databaseUrl());
    source.setUser("leadloop");
    source.setPassword(databasePassword());
    return source;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines that every part printed, for the message of a failure. */
  String tails() {
    StringBuilder all = new StringBuilder();
    jvms.forEach((part, process) -> all.append("\n--- ").append(part).append('\n').append(process.tail()));
    return all.toString();
  }

  /** Stops everything in good order: the worker, then the API's process with the servers it keeps. */
  void stop() {
    stop(jvms.get(Part.WORKER));
    stop(jvms.get(Part.API));
  }

  private static void stop(@Nullable ProductProcess process) {
    if (process != null && process.isAlive()) {
      process.stop();
    }
  }

  /** Leaves nothing running, whatever state it is in. */
  @Override
  public void close() {
    try {
      stop();
    } finally {
      endWhatIsLeft(Part.TEMPORAL, home.resolve("temporal.run"));
      endWhatIsLeft(Part.POSTGRESQL, home.resolve("postgresql").resolve("postmaster.pid"));
    }
  }

  /** The note of a server that was stopped in good order is gone, or names a process that is. */
  private void endWhatIsLeft(Part part, Path note) {
    if (Files.exists(note)) {
      ProcessHandle.of(pid(part))
          .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
