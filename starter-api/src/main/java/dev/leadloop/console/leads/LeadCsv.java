package dev.leadloop.console.leads;

import dev.leadloop.csv.CsvDownload;
import dev.leadloop.finding.LeadFinder;
import dev.leadloop.finding.LeadFinder.FoundPage;
import dev.leadloop.security.Caller;
import dev.leadloop.view.LeadListStore.Found;
import dev.leadloop.view.LeadReadStore.ListedRow;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The leads of a list as CSV, read page by page while they are sent. */
final class LeadCsv {
  private static final List<String> HEAD =
      List.of("lead_id", "first_name", "last_name", "email", "company", "account", "stage", "stage_since", "score", "grade",
          "ready_as", "owner", "answer_due", "source", "parked_until", "withheld", "created_at");
  private static final int PAGE = 1_000;

  private LeadCsv() {}

  static void write(LeadFinder finder, LeadAddress address, Caller caller, Writer to) throws IOException {
    CsvDownload csv = new CsvDownload(to);
    Map<String, @Nullable String> asked = new HashMap<>(address.given());
    asked.remove("after");
    FoundPage page = finder.find(asked, PAGE, caller);
    csv.write(HEAD);
    while (true) {
      for (Found found : page.leads()) {
        csv.write(record(found));
      }
      if (page.next() == null) {
        break;
      }
      asked.put("after", page.next());
      page = finder.find(asked, PAGE, caller);
    }
    csv.flush();
  }

  /** Those leads alone. */
  static void write(List<Found> leads, Writer to) throws IOException {
    CsvDownload csv = new CsvDownload(to);
    csv.write(HEAD);
    for (Found found : leads) {
      csv.write(record(found));
    }
    csv.flush();
  }

  private static List<String> record(Found found) {
    ListedRow row = found.line();
    return Stream.of(row.leadId(), row.firstName(), row.lastName(), row.email(), row.company(), found.accountName(), row.stage(),
            found.stageSince(), row.score(), row.grade(), row.qualifiedBy(), row.owner(), row.slaDueAt(), found.source(),
            row.parkedUntil(), row.withheld(), row.createdAt())
        .map(value -> Objects.toString(value, ""))
        .toList();
  }
}
