package dev.leadloop.security;

import dev.leadloop.files.OwnerOnly;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A secret kept in the data folder, for the eyes of the user who runs the product alone.
 *
 * @param setting the setting that would stand in for the file, as an environment variable
 * @param shortest how many characters it has at least
 */
public record SecretFile(Path path, String setting, int shortest) {

  /** Whether the file is there. */
  public boolean exists() {
    return Files.exists(path);
  }

  /** The secret; fails with {@link StartFailure} where it cannot be read or is too short. */
  public String read() {
    try {
      String secret = Files.readString(path).strip();
      if (secret.length() < shortest) {
        throw new StartFailure("the file " + path + " holds no secret of at least " + shortest
            + " characters: restore it, or delete it and set " + setting + ".");
      }
      return secret;
    } catch (IOException unreadable) {
      throw new StartFailure("the file " + path + " cannot be read: " + unreadable.getMessage() + ".", unreadable);
    }
  }

  /** Keeps the secret in a new file; fails with {@link StartFailure} where there is one, or it cannot be written. */
  public void write(String secret) {
    try {
      Files.createFile(path, OwnerOnly.attributes(path));
      Files.writeString(path, secret + System.lineSeparator());
    } catch (IOException unwritable) {
      throw new StartFailure("the file " + path + " cannot be written: " + unwritable.getMessage() + ".", unwritable);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException stays) {
      throw new StartFailure("the file " + path + " cannot be deleted: " + stays.getMessage() + ".", stays);
    }
  }
}
