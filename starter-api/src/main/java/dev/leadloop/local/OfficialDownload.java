package dev.leadloop.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The release page of the Temporal command line, checked against the checksums published with the release. */
final class OfficialDownload implements TemporalFetcher {

  /** Long enough for a slow network to say something; a machine without one should not be kept waiting. */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(4);

  private static final Duration WHOLE_FILE = Duration.ofMinutes(3);

  private final URI release;
  private final String version;

  /** A release found under an address that ends with a slash. */
  OfficialDownload(URI release, String version) {
    this.release = release;
    this.version = version;
  }

  static OfficialDownload ofVersion(String version) {
    return new OfficialDownload(
        URI.create("https://github.com/temporalio/cli/releases/download/v" + version + "/"), version);
  }

  @Override
  public String name() {
    return "the official download";
  }

  @Override
  public Path fetchInto(Path emptyFolder) throws IOException {
    String archive = "temporal_cli_" + version + "_" + platform() + ".tar.gz";
    try (HttpClient client = HttpClient.newBuilder()
        .connectTimeout(FIRST_ANSWER)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build()) {
      try {
        String checksum = checksumOf(archive, get(client, "checksums.txt", FIRST_ANSWER, BodyHandlers.ofString()));
        Path file = get(client, archive, WHOLE_FILE, BodyHandlers.ofFile(emptyFolder.resolve(archive)));
        if (!sha256(file).equals(checksum)) {
          throw new IOException("the checksum of " + archive + " is wrong");
        }
        return unpack(file, emptyFolder.resolve("temporal"));
      } finally {
        // A look-up of a name that hangs must not hold up the close above.
        client.shutdownNow();
      }
    }
  }

  private <T> T get(HttpClient client, String file, Duration patience, BodyHandler<T> handler) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(release.resolve(file)).timeout(patience).build();
    try {
      HttpResponse<T> response = client.sendAsync(request, handler).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("answer " + response.statusCode() + " for " + file);
      }
      return response.body();
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String checksumOf(String file, String checksums) throws IOException {
    return checksums.lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length == 2 && words[1].equals(file))
        .map(words -> words[0].toLowerCase(Locale.ROOT))
        .findFirst()
        .orElseThrow(() -> new IOException("no checksum for " + file));
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path unpack(Path archive, Path target) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("temporal") || entry.getName().equals("temporal.exe")) {
          Files.copy(tar, target);
          return target;
        }
      }
    }
    throw new IOException("the archive holds no temporal");
  }

  private static String platform() throws IOException {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    String os = name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    return switch (arch) {
      case "amd64", "x86_64" -> os + "_amd64";
      case "aarch64", "arm64" -> os + "_arm64";
      default -> throw new IOException("nothing for " + arch);
    };
  }
}
