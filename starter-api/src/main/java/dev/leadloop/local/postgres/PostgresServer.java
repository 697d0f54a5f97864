package dev.leadloop.local.postgres;

import dev.leadloop.local.process.DataFolder;
import dev.leadloop.local.process.LocalServer;
import dev.leadloop.local.process.LogTail;
import dev.leadloop.local.process.Ports;
import dev.leadloop.local.process.Processes;
import dev.leadloop.worker.start.DatabaseSettings;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A real PostgreSQL for one machine. An acknowledged row survives a kill: it writes through to the disk. */
public final class PostgresServer implements LocalServer {

  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final String USER = "leadloop";
  private static final String DATABASE = "leadloop";
  private static final Duration COMMAND = Duration.ofMinutes(2);
  private static final Duration PORT = Duration.ofSeconds(5);
  private static final Duration ADOPTION = Duration.ofSeconds(30);

  private final DataFolder folder;
  private final int port;
  private final PostgresBinaries binaries;
  private @Nullable Path programs;

  /** A server of the data in that folder, which listens at that port of this machine alone. */
  public PostgresServer(DataFolder folder, int port, PostgresBinaries binaries) {
    this.folder = folder;
    this.port = port;
    this.binaries = binaries;
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  /** How the product reaches its database, with so many connections at most. */
  public DatabaseSettings database(int poolSize) {
    return new DatabaseSettings(url(port, DATABASE), USER, password(), poolSize, DatabaseSettings.PATIENCE);
  }

  @Override
  public synchronized void start() {
    if (Files.notExists(data().resolve("PG_VERSION"))) {
      initialise();
    }
    if (!adopt()) {
      Ports.requireFree(port, "the database", "leadloop.database.port", "LEADLOOP_DATABASE_PORT", PORT);
      launch();
    }
    createDatabase();
  }

  private void initialise() {
    try {
      if (Files.exists(data())) {
        throw folder.unusable(data() + " holds no PostgreSQL data", null);
      }
      // Made beside its place and moved there whole: a kill leaves either nothing or everything.
      Path fresh = folder.at("postgresql.new");
      FileSystemUtils.deleteRecursively(fresh);
      run("Its data could not be laid out", "initdb", "-D", fresh.toString(), "-U", USER, "-A", "scram-sha-256",
          "--pwfile=" + Passwords.fileIn(folder), "-E", "UTF8", "--locale=C", "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8");
      Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw folder.unusable(e.toString(), e);
    }
  }

  private void launch() {
    Path logFile = folder.folderAt("logs").resolve("postgresql.log");
    LogTail tail = LogTail.mark(logFile);
    String options = String.join(" ",
        "-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=''",
        "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on", "-c", "max_connections=200");
    Processes.Finished finished =
        pgCtl("start", "-l", logFile.toString(), "-o", options, "-w", "-t", Long.toString(COMMAND.toSeconds()));
    if (finished.exitCode() != 0) {
      throw new StartFailure("PostgreSQL did not start on the data folder " + folder.root() + ": "
          + tail.reason("FATAL", "PANIC", "unshare", "root") + " (log: " + logFile + ").");
    }
  }

  /** Looks at what the last run left: a server of ours to use again, or a note about one that is gone. */
  private boolean adopt() {
    Optional<PostmasterPid> note = PostmasterPid.read(data());
    if (note.isEmpty()) {
      return false;
    }
    if (!note.get().isPostgres()) {
      forget(note.get());
      return false;
    }
    if (!servesOurData(note.get())) {
      throw new StartFailure("process " + note.get().pid() + " seems to be a PostgreSQL on " + data()
          + " but does not answer: stop it and start again.");
    }
    if (note.get().port() == port) {
      log.info("PostgreSQL was still running (process {}) and is used again", note.get().pid());
      return true;
    }
    stop();
    return false;
  }

  /**
   * The server of this note is dead. PostgreSQL would not start while anything has its process id, be it another
   * program or the dead server itself that nobody has collected; but as long as a helper process of the old server
   * lives, its note must stay, because it guards the shared memory.
   */
  private void forget(PostmasterPid note) {
    long deadline = System.nanoTime() + PORT.toNanos();
    while (note.idIsInUse() && System.nanoTime() < deadline) {
      if (note.process().isPresent() && !anyServerProcess()) {
        break;
      }
      Processes.pause(100);
    }
    if (note.idIsInUse() && !anyServerProcess()) {
      log.debug("postmaster.pid names process {}, which is not PostgreSQL any more", note.pid());
      note.forget(data());
    }
  }

  private boolean anyServerProcess() {
    String program = programs().resolve("bin").resolve("postgres").toString();
    return ProcessHandle.allProcesses()
        .filter(Processes::isAlive)
        .anyMatch(process -> process.info().command().filter(program::equals).isPresent());
  }

  private boolean servesOurData(PostmasterPid note) {
    long deadline = System.nanoTime() + ADOPTION.toNanos();
    while (note.process().isPresent() && System.nanoTime() < deadline) {
      try {
        return Files.isSameFile(server(note.port()).dataDirectory(), data());
      } catch (SQLException | IOException e) {
        // It may still be recovering from the kill.
        Processes.pause(200);
      }
    }
    return false;
  }

  private void createDatabase() {
    try {
      server(port).createDatabase(DATABASE);
    } catch (SQLException e) {
      throw folder.unusable("its PostgreSQL answers: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean isAlive() {
    return PostmasterPid.read(data()).filter(PostmasterPid::isPostgres).isPresent();
  }

  @Override
  public synchronized void stop() {
    if (isAlive()) {
      pgCtl("stop", "-m", "fast", "-w", "-t", Long.toString(COMMAND.toSeconds()));
    }
  }

  private Processes.Finished pgCtl(String action, String... arguments) {
    List<String> words = new ArrayList<>(List.of(action, "-D", data().toString()));
    words.addAll(List.of(arguments));
    return execute("pg_ctl", words);
  }

  private void run(String complaint, String program, String... arguments) {
    Processes.Finished finished = execute(program, List.of(arguments));
    if (finished.exitCode() != 0) {
      String reason = finished.output().lines().filter(line -> line.contains("error")).findFirst()
          .orElse(finished.output().replace('\n', ' '));
      throw folder.unusable(complaint + ": " + reason, null);
    }
  }

  private Processes.Finished execute(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is.
      Processes.onPath("unshare").ifPresent(unshare -> command.addAll(List.of(unshare.toString(), "-U")));
    }
    command.add(programs().resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return Processes.run(command, folder.folderAt("logs").resolve(program + ".log"), COMMAND);
  }

  private Path programs() {
    Path located = programs;
    if (located == null) {
      located = binaries.locate();
      programs = located;
    }
    return located;
  }

  private ServerStore server(int atPort) {
    return new ServerStore(url(atPort, "postgres"), USER, password());
  }

  private String password() {
    return Passwords.read(folder);
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Path data() {
    return folder.at("postgresql");
  }
}
