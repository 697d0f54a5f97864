package dev.leadloop.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of the local database: made once, readable by this user alone. */
final class Passwords {

  private Passwords() {}

  /** The file that holds it, made where there is none. */
  static Path fileIn(DataFolder folder) {
    Path file = folder.at("postgresql.password");
    if (Files.notExists(file)) {
      byte[] secret = new byte[24];
      new SecureRandom().nextBytes(secret);
      try {
        Files.createFile(file, ownerOnly());
        Files.writeString(file, HexFormat.of().formatHex(secret));
      } catch (IOException e) {
        throw folder.unusable(e.toString(), e);
      }
    }
    return file;
  }

  static String read(DataFolder folder) {
    try {
      return Files.readString(fileIn(folder)).strip();
    } catch (IOException e) {
      throw folder.unusable(e.toString(), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }
}
