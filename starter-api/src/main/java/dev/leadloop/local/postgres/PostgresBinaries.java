package dev.leadloop.local.postgres;

import dev.leadloop.files.OwnerOnly;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.worker.start.StartFailure;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which come as a dependency and are unpacked into the data folder once per version. */
public final class PostgresBinaries {

  private static final int OWNER_MAY_EXECUTE = 0100;

  private final DataFolder folder;

  /** Unpacks into that folder, once it is asked where they are. */
  public PostgresBinaries(DataFolder folder) {
    this.folder = folder;
  }

  /** The folder that holds {@code bin}, {@code lib} and {@code share}. */
  Path locate() {
    try (InputStream resource = open()) {
      byte[] archive = resource.readAllBytes();
      Path target = folder.folderAt("bin").resolve("postgresql-" + digest(archive));
      if (Files.notExists(target)) {
        Path fresh = folder.at("unpack");
        FileSystemUtils.deleteRecursively(fresh);
        unpack(archive, OwnerOnly.folder(fresh));
        OwnerOnly.tighten(fresh);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return target;
    } catch (IOException e) {
      throw folder.unusable("PostgreSQL could not be unpacked into it: " + e.getMessage(), e);
    }
  }

  private static InputStream open() throws IOException {
    String name = System.getProperty("os.name");
    String system = name.startsWith("Mac") ? "Darwin" : name.startsWith("Windows") ? "Windows" : "Linux";
    String arch = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, arch.equals("amd64") ? "x86_64" : arch);
    } catch (IllegalStateException e) {
      throw new StartFailure("this build holds no PostgreSQL for " + name + " on " + arch + ": give a database with"
          + " leadloop.database.url (LEADLOOP_DATABASE_URL).", e);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("an entry of the archive leaves its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.createLink(file, target.resolve(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !file.toFile().setExecutable(true)) {
            throw new IOException("programs may not be run from there");
          }
        }
      }
    }
  }

  private static String digest(byte[] archive) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(whole, 0, 6).toLowerCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
