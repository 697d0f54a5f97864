package dev.leadloop.local;

import dev.leadloop.local.postgres.PostgresServer;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.local.process.LocalServer;
import dev.leadloop.worker.start.DatabaseSettings;
import dev.leadloop.worker.start.LocalServers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the servers that were not given, watches them, starts again what dies, and stops Temporal before PostgreSQL. */
public final class LocalStack implements LocalServers, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LocalStack.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final DataFolder folder;
  private final Optional<TemporalDevServer> temporal;
  private final Optional<PostgresServer> postgres;
  private final Object startingOrStopping = new Object();
  private @Nullable FileChannel lock;
  private @Nullable Thread watcher;
  private boolean closed;

  LocalStack(DataFolder folder, Optional<TemporalDevServer> temporal, Optional<PostgresServer> postgres) {
    this.folder = folder;
    this.temporal = temporal;
    this.postgres = postgres;
  }

  /** Returns once everything answers; leaves nothing running when it fails. */
  public void start() {
    if (servers().isEmpty()) {
      return;
    }
    lock = folder.lock();
    try {
      // Temporal comes up while PostgreSQL is being started.
      temporal.ifPresent(TemporalDevServer::launch);
      postgres.ifPresent(PostgresServer::start);
      temporal.ifPresent(TemporalDevServer::awaitAnswer);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    watcher = Thread.ofPlatform().name("local-stack").daemon(true).start(this::watch);
  }

  private List<LocalServer> servers() {
    return Stream.of(temporal, postgres).flatMap(Optional::stream).map(LocalServer.class::cast).toList();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        for (LocalServer server : servers()) {
          if (!server.isAlive() && !revive(server)) {
            Thread.sleep(PAUSE_AFTER_FAILURE);
          }
        }
      }
    } catch (InterruptedException e) {
      log.debug("The local stack is no longer watched");
    }
  }

  private boolean revive(LocalServer server) {
    synchronized (startingOrStopping) {
      if (closed) {
        return true;
      }
      log.warn("{} ended and is started again", server.name());
      try {
        server.start();
        log.info("{} answers again", server.name());
        return true;
      } catch (RuntimeException e) {
        log.warn("{} could not be started again: {}", server.name(), e.getMessage());
        return false;
      }
    }
  }

  @Override
  public String temporalTarget() {
    return temporal.orElseThrow().target();
  }

  @Override
  public String temporalUiUrl() {
    return temporal.orElseThrow().uiUrl();
  }

  @Override
  public DatabaseSettings database(int poolSize) {
    return postgres.orElseThrow().database(poolSize);
  }

  @Override
  public void close() {
    Thread watching = watcher;
    if (watching != null) {
      watching.interrupt();
    }
    synchronized (startingOrStopping) {
      if (closed) {
        return;
      }
      closed = true;
      servers().forEach(this::stop);
      release();
    }
  }

  private void stop(LocalServer server) {
    try {
      server.stop();
    } catch (RuntimeException e) {
      log.warn("{} could not be stopped: {}", server.name(), e.getMessage());
    }
  }

  private void release() {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      log.debug("The lock goes with the process", e);
    }
  }
}
