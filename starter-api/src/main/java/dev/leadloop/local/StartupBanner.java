package dev.leadloop.local;

import dev.leadloop.local.process.DataFolder;
import dev.leadloop.worker.start.DatabaseSettings;
import dev.leadloop.worker.temporal.TemporalUi;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person at the terminal where to look and how to sign in. */
@Component
class StartupBanner {

  private final Environment environment;
  private final TemporalUi temporalUi;
  private final DatabaseSettings database;
  private final DataFolder folder;
  private final ObjectProvider<StartupNote> notes;

  StartupBanner(Environment environment, TemporalUi temporalUi, DatabaseSettings database, DataFolder folder,
      ObjectProvider<StartupNote> notes) {
    this.environment = environment;
    this.temporalUi = temporalUi;
    this.database = database;
    this.folder = folder;
    this.notes = notes;
  }

  @EventListener(ApplicationReadyEvent.class)
  void printOnceReady() {
    print(System.out);
  }

  void print(PrintStream out) {
    String api = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    List<StartupNote> lines = new ArrayList<>();
    lines.add(new StartupNote("Pages", () -> api));
    lines.add(new StartupNote("API", () -> api + "  (described at " + api + "/v3/api-docs)"));
    lines.add(new StartupNote("Temporal UI", () -> temporalUi.workflows().orElse("")));
    lines.add(new StartupNote("Data folder", () -> database.given() ? "" : folder.root().toString()));
    notes.orderedStream().forEach(lines::add);
    out.println();
    out.println("Leadloop is running. Ctrl-C stops it; nothing is lost, however it ends.");
    for (StartupNote line : lines) {
      String text = line.text().get();
      if (!text.isBlank()) {
        out.printf("  %-13s %s%n", line.label(), text);
      }
    }
    out.println();
    out.flush();
  }
}
