package dev.leadloop.dryrun;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** A file of leads of all kinds, as a marketing tool exports them; nobody in it is real. */
final class ManyLeads {
  static final String MAPPING =
      """
      {"system": "crm", "handoff": true, "columns": {"Id": "externalId", "E-Mail": "email", "Company": "company",
       "Title": "title",
        "Employees": "companySize", "Industry": "industry", "Country": "country", "First seen": "touchedAt"},
       "constants": {"source": "fair"},
       "signals": [
        {"type": "session_start", "count": {"column": "Visits", "atMost": 5}, "occurredAt": {"column": "Last visit"}},
        {"type": "pricing_page_view", "when": {"column": "Pricing", "atLeast": 1}, "occurredAt": {"column": "Last visit"}},
        {"type": "ebook_download", "when": {"column": "E-book", "equals": "Yes"}, "occurredAt": {"column": "First seen"}},
        {"type": "webinar_attended", "when": {"column": "Webinar", "equals": "Yes"}, "occurredAt": {"column": "Last visit"}},
        {"type": "demo_requested", "when": {"column": "Demo", "equals": "Yes"}, "occurredAt": {"column": "Last visit"}}]}
      """;

  private static final List<String> TITLES =
      List.of("Marketing Director", "VP Sales", "Head of IT", "Intern", "CEO", "Software Engineer", "Student", "CMO");
  private static final List<String> INDUSTRIES = List.of("software", "manufacturing", "education", "retail", "finance");
  private static final List<String> COUNTRIES = List.of("DE", "US", "FR", "GB", "JP", "BR", "");

  private ManyLeads() {}

  /** So many rows, whose times lie within the days before an instant. */
  static String csv(int leads, Instant until, int days) {
    Random random = new Random(42);
    StringBuilder csv = new StringBuilder(
        "Id,E-Mail,Company,Title,Employees,Industry,Country,First seen,Last visit,Visits,Pricing,E-book,Webinar,Demo\n");
    for (int i = 1; i <= leads; i++) {
      Instant first = until.minus(random.nextInt(days * 24), ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
      Instant last = first.plus(random.nextInt(200), ChronoUnit.HOURS);
      csv.append(i).append(",lead").append(i).append("@company").append(i % 3_000).append(".example.com,Example Works ")
          .append(i % 3_000).append(',').append(pick(TITLES, random)).append(',').append(1 + random.nextInt(2_000)).append(',')
          .append(pick(INDUSTRIES, random)).append(',').append(pick(COUNTRIES, random)).append(',').append(first).append(',')
          .append(last).append(',').append(random.nextInt(8)).append(',').append(random.nextInt(3) == 0 ? 1 : 0).append(',')
          .append(yes(random, 3)).append(',').append(yes(random, 5)).append(',').append(yes(random, 20)).append('\n');
    }
    return csv.toString();
  }

  private static String yes(Random random, int oneIn) {
    return random.nextInt(oneIn) == 0 ? "Yes" : "No";
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
