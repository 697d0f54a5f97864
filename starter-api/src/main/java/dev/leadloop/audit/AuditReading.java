package dev.leadloop.audit;

import dev.leadloop.csv.CsvDownload;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.AuditedChange;
import dev.leadloop.keys.AuditStore.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit, for calls and pages. */
@Component
public final class AuditReading {
  private static final int LINES_A_READ = 1_000;

  private final AuditStore store;
  private final JsonMapper json;

  AuditReading(AuditStore store, JsonMapper json) {
    this.store = store;
    this.json = json;
  }

  /** Lines that match, the newest first. */
  public List<AuditedChange> list(Filter filter) {
    return store.list(filter);
  }

  /** Everybody who has changed anything, as a principal. */
  public List<String> people() {
    return store.people().stream().sorted().toList();
  }

  /** Every action that somebody has taken. */
  public List<String> actions() {
    return store.actions();
  }

  /** Answers with every line that matches as CSV, whatever the filter's page and limit; no cell of it is a formula. */
  public void export(Filter filter, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    CsvDownload csv = new CsvDownload(writer);
    csv.write("at", "by", "action", "target", "detail");
    Long before = null;
    List<AuditedChange> page;
    do {
      page = store.list(new Filter(
          filter.by(), filter.action(), filter.target(), filter.from(), filter.to(), before, LINES_A_READ));
      for (AuditedChange line : page) {
        csv.write(line.at().toString(), line.by(), line.action(), line.target(), json.writeValueAsString(line.detail()));
      }
      before = page.isEmpty() ? null : page.getLast().id();
    } while (page.size() == LINES_A_READ);
    csv.flush();
  }
}
