package dev.leadloop.temporal;

import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps histories for replay when the build is asked to: {@code -Dleadloop.histories=<version>}. Those of a released
 * version are never overwritten.
 */
final class HistoryRecorder {
  private HistoryRecorder() {}

  static void keep(LeadRig rig, String name) {
    keep(rig.client, rig.lead.workflowId(), "histories", name);
  }

  /** Keeps the history of any workflow in that folder. */
  static void keep(WorkflowClient client, String workflowId, String folder, String name) {
    String version = System.getProperty("leadloop.histories", "");
    if (version.isEmpty()) {
      return;
    }
    Path file = Path.of("src/test/resources", folder, version, name + ".json");
    if (Files.exists(file)) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, client.fetchHistory(workflowId).toJson(true) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
