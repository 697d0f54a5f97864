package dev.leadloop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.worker.start.StartFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for the tool is a shell script")
class TemporalBinaryTest {

  private static final String TOOL = "#!/bin/sh\necho temporal version 0\n";

  @TempDir
  Path home;

  private final List<String> asked = new ArrayList<>();

  @Test
  void toolOnPathIsPreferred() throws IOException {
    Path installed = script(home.resolve("installed"), TOOL);
    script(home.resolve("bin").resolve("temporal"), TOOL);
    assertThat(binary(Optional.of(installed), fetching("a", TOOL)).locate()).isEqualTo(installed);
    assertThat(asked).isEmpty();
  }

  @Test
  void toolInTheDataFolderComesNext() throws IOException {
    Path kept = script(home.resolve("bin").resolve("temporal"), TOOL);
    Path otherProgram = script(home.resolve("other"), "#!/bin/sh\necho something else\n");
    assertThat(binary(Optional.of(otherProgram), fetching("a", TOOL)).locate()).isEqualTo(kept);
    assertThat(asked).isEmpty();
  }

  @Test
  void fetchersAreAskedInOrderAndTheResultIsKept() {
    TemporalBinary binary = binary(Optional.empty(), failing("a"), fetching("b", TOOL), fetching("c", TOOL));
    assertThat(binary.locate()).isEqualTo(home.resolve("bin").resolve("temporal"));
    assertThat(binary.locate()).isEqualTo(home.resolve("bin").resolve("temporal"));
    assertThat(asked).containsExactly("a", "b");
    assertThat(home.resolve("fetch")).doesNotExist();
  }

  @Test
  void whatDoesNotRunIsNotKept() {
    TemporalBinary binary = binary(Optional.empty(), fetching("a", "not a program"));
    assertThatExceptionOfType(StartFailure.class).isThrownBy(binary::locate)
        .withMessageContaining("a: what came does not run on this machine");
    assertThat(home.resolve("bin").resolve("temporal")).doesNotExist();
  }

  @Test
  void failureSaysWhatWasTriedAndWhatToDo() {
    assertThatExceptionOfType(StartFailure.class)
        .isThrownBy(binary(Optional.empty(), failing("a"), failing("b"))::locate)
        .withMessage("the temporal tool is neither on PATH nor could it be fetched (a: no network; b: no network): install"
            + " it as https://docs.temporal.io/cli says, or give a server with leadloop.temporal.target"
            + " (LEADLOOP_TEMPORAL_TARGET).");
  }

  @Test
  void downloadIsUnpackedWhenItsChecksumIsRight() throws Exception {
    Path fetched = download(archive(), sha256(archive()));
    assertThat(fetched).hasContent(TOOL);
  }

  @Test
  void downloadWithAWrongChecksumIsRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> download(archive(), "0".repeat(64)))
        .withMessageContaining("checksum");
  }

  @Test
  void downloadThatCannotBeReachedFailsInSeconds() {
    Instant begin = Instant.now();
    // A reserved domain that no name server knows.
    assertThatExceptionOfType(IOException.class).isThrownBy(() ->
        new OfficialDownload(URI.create("http://download.invalid/"), "1").fetchInto(home));
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  private Path download(byte[] archive, String checksum) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, String> names = Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64");
    String file = "temporal_cli_1_" + (System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux") + "_"
        + names.get(System.getProperty("os.arch")) + ".tar.gz";
    serve(server, "/checksums.txt", (checksum + "  " + file + "\n").getBytes(StandardCharsets.UTF_8));
    serve(server, "/" + file, archive);
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      return new OfficialDownload(address, "1").fetchInto(home);
    } finally {
      server.stop(0);
    }
  }

  private static void serve(HttpServer server, String path, byte[] content) {
    server.createContext(path, exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
      exchange.close();
    });
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      byte[] content = TOOL.getBytes(StandardCharsets.UTF_8);
      TarArchiveEntry entry = new TarArchiveEntry("temporal");
      entry.setSize(content.length);
      entry.setModTime(0);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private TemporalBinary binary(Optional<Path> installed, TemporalFetcher... fetchers) {
    return new TemporalBinary(new DataFolder(home), () -> installed, List.of(fetchers));
  }

  private TemporalFetcher fetching(String name, String content) {
    return fetcher(name, content);
  }

  private TemporalFetcher failing(String name) {
    return fetcher(name, "");
  }

  private TemporalFetcher fetcher(String name, String content) {
    return new TemporalFetcher() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Path fetchInto(Path emptyFolder) throws IOException {
        asked.add(name);
        if (content.isEmpty()) {
          throw new IOException("no network");
        }
        return Files.writeString(emptyFolder.resolve("tool"), content);
      }
    };
  }

  private static Path script(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
