package dev.leadloop.intent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that was sent, on disk while it is read: what it is called by depends on all of its bytes.
 *
 * @param digest SHA-256 of its bytes, in hex
 */
record SpooledFile(Path path, String digest) implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  /**
   * Takes in the bytes.
   *
   * @throws IntentRefused where they are more than so many
   */
  static SpooledFile of(InputStream bytes, long most) throws IOException {
    Path path = Files.createTempFile("leadloop-intent-", ".csv");
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      try (OutputStream to = new DigestOutputStream(Files.newOutputStream(path), sha)) {
        copy(bytes, to, most);
      }
      return new SpooledFile(path, HexFormat.of().formatHex(sha.digest()));
    } catch (NoSuchAlgorithmException e) {
      Files.deleteIfExists(path);
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static void copy(InputStream from, OutputStream to, long most) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long all = 0;
    for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
      all += read;
      if (all > most) {
        throw new IntentRefused("The file is larger than " + (most >> 20) + " MiB, so nothing of it was read. Split it, with the"
            + " header on each part, and send the parts.");
      }
      to.write(chunk, 0, read);
    }
  }

  InputStream open() throws IOException {
    return Files.newInputStream(path);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
