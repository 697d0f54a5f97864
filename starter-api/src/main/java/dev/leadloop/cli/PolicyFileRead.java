package dev.leadloop.cli;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.check.PolicyChecks;
import dev.leadloop.policyfile.check.PolicyReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A policy of a file, read and found good.
 *
 * @param text the document
 */
record PolicyFileRead(String text, LeadPolicy policy) {
  private static final int LARGEST_DOCUMENT = 2_097_152;

  /** Reads it; tells every error in its line, and returns null where there is one. */
  static @Nullable PolicyFileRead of(String file, PrintStream err) {
    try (InputStream bytes = Files.newInputStream(Path.of(file))) {
      byte[] document = bytes.readNBytes(LARGEST_DOCUMENT + 1);
      if (document.length > LARGEST_DOCUMENT) {
        err.println(file + ":1: error: the file has more than " + LARGEST_DOCUMENT + " bytes, which no call takes");
        return null;
      }
      String text = new String(document, StandardCharsets.UTF_8);
      PolicyReport report = PolicyChecks.read(text, template -> true);
      report.errors().forEach(error -> err.println(file + ":" + error.line() + ": error: " + error.message()));
      LeadPolicy policy = report.policy();
      return policy == null ? null : new PolicyFileRead(text, policy);
    } catch (IOException | InvalidPathException e) {
      err.println(file + ":1: error: the file cannot be read");
      return null;
    }
  }
}
