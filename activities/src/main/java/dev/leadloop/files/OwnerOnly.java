package dev.leadloop.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Files and folders that nobody but their owner may read: they hold mails, leads and keys. By POSIX permissions where the
 * file system has them, else by an access list with its owner alone; where it has neither, as it comes.
 */
public final class OwnerOnly {
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
  private static final int STICKY = 01000;

  private OwnerOnly() {}

  /**
   * What became of the rights of others.
   *
   * @param taken from how many files and folders they were taken
   * @param left from how many they could not be taken
   */
  public record Tightened(int taken, int left) {}

  /** Makes a folder, and those above it that are missing; what is there stays as it is. */
  public static Path folder(Path folder) throws IOException {
    return Files.isDirectory(folder)
        ? folder
        : Files.createDirectories(folder, posix(folder) ? new FileAttribute<?>[] {FOLDER} : new FileAttribute<?>[0]);
  }

  /** With what to create a file. */
  public static FileAttribute<?>[] attributes(Path file) {
    return posix(file) ? new FileAttribute<?>[] {FILE} : new FileAttribute<?>[0];
  }

  /** The same file, made empty where it is missing, for programs to write to. */
  public static Path file(Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file, attributes(file));
    }
    return file;
  }

  /**
   * Takes the rights of others from a folder and all that is in it; links are not followed. A folder that many users share,
   * such as {@code /tmp}, stays as it is.
   */
  public static Tightened tighten(Path folder) throws IOException {
    Walk walk = new Walk();
    if (shared(folder)) {
      return new Tightened(0, 1);
    }
    Files.walkFileTree(folder, walk);
    return new Tightened(walk.taken, walk.left);
  }

  private static boolean shared(Path folder) throws IOException {
    return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
        && ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private int taken;
    private int left;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      tighten(folder, attributes);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      tighten(file, attributes);
      return FileVisitResult.CONTINUE;
    }

    /** Gone meanwhile, or not ours to look into. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      left += Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? 1 : 0;
      return FileVisitResult.CONTINUE;
    }

    private void tighten(Path path, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        return;
      }
      try {
        taken += (posix(path) ? byPermissions(path) : byAccessList(path, attributes.isDirectory())) ? 1 : 0;
      } catch (IOException notOurs) {
        left += Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? 1 : 0;
      }
    }
  }

  private static boolean byPermissions(Path path) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    permissions.addAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    if (!permissions.removeAll(OTHERS)) {
      return false;
    }
    Files.setPosixFilePermissions(path, permissions);
    return true;
  }

  private static boolean byAccessList(Path path, boolean folder) throws IOException {
    AclFileAttributeView list = Files.getFileAttributeView(path, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (list == null) {
      return false;
    }
    AclEntry.Builder owner =
        AclEntry.newBuilder()
            .setType(AclEntryType.ALLOW)
            .setPrincipal(list.getOwner())
            .setPermissions(EnumSet.allOf(AclEntryPermission.class));
    if (folder) {
      // What is made in it later is its owner's alone, too.
      owner.setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT);
    }
    boolean others = list.getAcl().stream().anyMatch(entry -> !entry.principal().equals(owner.build().principal()));
    if (others || list.getAcl().isEmpty()) {
      list.setAcl(List.of(owner.build()));
    }
    return others;
  }
}
