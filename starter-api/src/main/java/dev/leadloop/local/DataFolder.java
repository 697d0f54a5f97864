package dev.leadloop.local;

import dev.leadloop.worker.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything this installation keeps on its machine. Nothing is written before it is asked for. */
public final class DataFolder {

  private final Path root;

  /** A folder at this place, which need not exist yet. */
  public DataFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Where it lies. */
  public Path root() {
    return root;
  }

  /** A place inside it; the folder itself exists and can be written to once this returns. */
  public Path at(String name) {
    try {
      Files.createDirectories(root);
    } catch (FileAlreadyExistsException e) {
      throw unusable("it is a file, not a folder", e);
    } catch (IOException e) {
      throw unusable(e.toString(), e);
    }
    if (!Files.isWritable(root)) {
      throw unusable("it cannot be written to", null);
    }
    return root.resolve(name);
  }

  /** Like {@link #at}, and makes it a folder. */
  public Path folderAt(String name) {
    try {
      return Files.createDirectories(at(name));
    } catch (IOException e) {
      throw unusable(e.toString(), e);
    }
  }

  /** Keeps a second process off this folder until the lock is closed or this process ends, however it ends. */
  FileChannel lock() {
    Path file = at("lock");
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          return channel;
        }
      } catch (OverlappingFileLockException e) {
        // The same process holds it: for the person at the terminal this is the same mistake.
      }
      channel.close();
    } catch (IOException e) {
      throw unusable(e.toString(), e);
    }
    throw new StartFailure("another Leadloop is running on the data folder " + root
        + ": stop it, or choose another folder with leadloop.home (LEADLOOP_HOME).");
  }

  StartFailure unusable(String why, @Nullable Throwable cause) {
    return new StartFailure("the data folder " + root + " cannot be used (" + why
        + "): mend it, or choose another with leadloop.home (LEADLOOP_HOME).", cause);
  }
}
