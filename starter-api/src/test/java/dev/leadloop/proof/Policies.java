package dev.leadloop.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;

/** Policies that an installation of a test begins with. */
final class Policies {
  private Policies() {}

  /** Settings with which the product begins with seconds for hours. */
  static Map<String, String> demo(Path folder) {
    Path file = folder.resolve("demo.yaml");
    try (InputStream shipped = Policies.class.getResourceAsStream("/policies/demo.yaml")) {
      Files.copy(Objects.requireNonNull(shipped), file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("leadloop.policy", file.toString());
  }

  /** Settings with which the product begins with that document. */
  static Map<String, String> given(Path folder, String document) {
    Path file = folder.resolve("given.yaml");
    try {
      Files.writeString(file, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("leadloop.policy", file.toString());
  }
}
