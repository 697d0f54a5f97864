package dev.leadloop.local.postgres;

import dev.leadloop.files.OwnerOnly;
import dev.leadloop.local.process.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Files.writeString(OwnerOnly.file(file), HexFormat.of().formatHex(secret));
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
}
