package dev.leadloop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The servers' programs, fetched and unpacked by the first data folder of a build and linked into the next ones. */
public final class KeptPrograms {
  private static final Path KEPT = Path.of("target", "kept-programs").toAbsolutePath();

  private KeptPrograms() {}

  /** Gives a data folder what another one had. */
  public static synchronized void offer(Path home) {
    if (Files.isDirectory(KEPT) && (Files.isDirectory(home) || Files.notExists(home))) {
      eachThatLacks(KEPT, home.resolve("bin"));
    }
  }

  /** Keeps what a data folder has, which is whole: programs come under their names once they are. */
  public static synchronized void keep(Path home) {
    if (Files.isDirectory(home.resolve("bin"))) {
      eachThatLacks(home.resolve("bin"), KEPT);
    }
  }

  private static void eachThatLacks(Path from, Path to) {
    try (Stream<Path> programs = Files.list(from)) {
      List<Path> all = programs.toList();
      folder(to);
      for (Path program : all) {
        Path target = to.resolve(program.getFileName());
        if (Files.notExists(target)) {
          Path part = to.resolveSibling(to.getFileName() + "-" + program.getFileName() + "-" + ProcessHandle.current().pid());
          link(program, part);
          Files.move(part, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isSymbolicLink(file)) {
          Files.createSymbolicLink(target, Files.readSymbolicLink(file));
        } else if (Files.isDirectory(file)) {
          folder(target);
        } else {
          linkOrCopy(target, file);
        }
      }
    }
  }

  private static void linkOrCopy(Path target, Path file) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (FileSystemException | UnsupportedOperationException onAnotherDisk) {
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void folder(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException there) {
      return;
    }
  }
}
