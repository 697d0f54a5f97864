package dev.leadloop.local.process;

import dev.leadloop.files.OwnerOnly;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds everything this installation keeps on its machine, for its owner alone. Nothing is written before
 * it is asked for.
 */
public final class DataFolder {

  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

  private final Path root;
  private boolean tightened;

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
      OwnerOnly.folder(root);
      tighten();
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
      return OwnerOnly.folder(at(name));
    } catch (IOException e) {
      throw unusable(e.toString(), e);
    }
  }

  /** What earlier versions, restored backups or other programs left open to others is closed once, and said once. */
  private synchronized void tighten() throws IOException {
    if (tightened) {
      return;
    }
    OwnerOnly.Tightened result = OwnerOnly.tighten(root);
    tightened = true;
    if (result.taken() > 0) {
      log.info("The data folder {} was open to others: of {} files and folders only their owner has rights now", root,
          result.taken());
    }
    if (result.left() > 0) {
      log.warn("The data folder {} may be open to others, and its rights cannot be changed by this user: give Leadloop a"
          + " folder of its own with leadloop.home (LEADLOOP_HOME)", root);
    }
  }

  /** Keeps a second process off this folder until the lock is closed or this process ends, however it ends. */
  public FileChannel lock() {
    Path file = at("lock");
    try {
      FileChannel channel = FileChannel.open(OwnerOnly.file(file), StandardOpenOption.WRITE);
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

  /** The failure to throw where the folder cannot be used, with what its owner can do. */
  public StartFailure unusable(String why, @Nullable Throwable cause) {
    return new StartFailure("the data folder " + root + " cannot be used (" + why
        + "): mend it, or choose another with leadloop.home (LEADLOOP_HOME).", cause);
  }
}
