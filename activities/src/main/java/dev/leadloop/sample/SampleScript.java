package dev.leadloop.sample;

import dev.leadloop.sample.SampleStep.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the sample's companies do: some have a past, some ask for sales at once, the others come in over the next half day. The
 * same whenever it is asked for.
 */
public final class SampleScript {
  private static final List<String> PLACES =
      List.of("Harbour", "Rivers", "Hills", "Orchard", "Lantern", "Meadow", "Beacon", "Quarry", "Willow", "Summit", "Canal",
          "Prairie");
  private static final List<String> TRADES = List.of("Software", "Logistics", "Retail");
  private static final List<String> INDUSTRIES = List.of("software", "logistics", "retail");
  private static final List<String> TITLES =
      List.of("Marketing Director", "Head of Operations", "Chief Executive", "Sales Manager", "IT Manager");
  private static final List<String> FIRST_NAMES = List.of("Alex", "Kim", "Robin", "Sam", "Jo", "Chris", "Noor", "Toni");
  private static final List<String> COUNTRIES = List.of("DE", "US", "GB", "NL", "AT");
  private static final List<String> REASONS = List.of("no_budget", "not_now", "no_need", "bad_fit");
  private static final int[] SIZES = {45, 150, 320, 900};

  private static final int PAST = 14;
  private static final int HOT = 8;
  private static final int COMING = 14;

  /** How many companies there are in all. */
  public static final int COMPANIES = PAST + HOT + COMING;

  private final List<SampleStep> steps = new ArrayList<>();

  private SampleScript() {}

  /** All of it, in no order that counts. */
  public static List<SampleStep> steps() {
    SampleScript script = new SampleScript();
    for (int n = 0; n < PAST; n++) {
      script.past(n);
    }
    for (int n = 0; n < HOT; n++) {
      script.hot(PAST + n, n);
    }
    for (int n = 0; n < COMING; n++) {
      script.coming(PAST + HOT + n, n);
    }
    return List.copyOf(script.steps);
  }

  /** Days ago, for the four steps of a way to a deal; the last won or lost, or still open. */
  private void past(int n) {
    int entered = 84 - n * 5;
    Map<String, String> detail = new LinkedHashMap<>(person(n));
    detail.put("ago", String.valueOf(entered));
    detail.put("mql", String.valueOf(entered - 3));
    if (n % 4 != 3) {
      detail.put("accepted", String.valueOf(entered - 4));
      detail.put("opportunity", String.valueOf(entered - 7));
      detail.put(n % 3 == 2 ? "lost" : "won", String.valueOf(Math.max(1, entered - 14)));
      detail.put("amount", String.valueOf(4_000 + 1_750 * n));
      detail.put("reason", REASONS.get(n % 3));
    }
    add(Duration.ZERO, n, Kind.PAST, detail);
  }

  /** Asks for sales within the first half minute, whatever the speed, after a week of reading. */
  private void hot(int company, int n) {
    add(Duration.ZERO, company, Kind.LEAD, person(company));
    signal(Duration.ZERO, company, "ebook_download", 6 * 24 + n);
    signal(Duration.ZERO, company, "session_start", 2 * 24 + n);
    signal(Duration.ZERO, company, n % 2 == 0 ? "pricing_page_view" : "case_study_view", 5 + n);
    signal(Duration.ZERO, company, n % 3 == 0 ? "meeting_requested" : "demo_requested", 0);
    answered(company, n, Duration.ofMinutes(4L + 3L * n));
  }

  /** Comes in over half a day, reads, and half of them ask for sales in the end. */
  private void coming(int company, int n) {
    Duration begin = Duration.ofMinutes(10 + 45L * n);
    add(begin, company, Kind.LEAD, person(company));
    signal(begin.plusMinutes(2), company, n % 2 == 0 ? "ebook_download" : "webinar_attended", 0);
    signal(begin.plusMinutes(50), company, "session_start", 0);
    signal(begin.plusMinutes(58), company, "blog_view", 0);
    signal(begin.plusMinutes(130), company, "pricing_page_view", 0);
    if (n % 2 == 0) {
      signal(begin.plusMinutes(140), company, "demo_requested", 0);
      answered(company, n / 2, begin.plusMinutes(146));
    } else if (n % 4 == 1) {
      signal(begin.plusMinutes(190), company, "pricing_page_view", 0);
      signal(begin.plusMinutes(195), company, "case_study_view", 0);
    }
  }

  /** Every fourth is left unanswered, so that its deadline passes; of the others one is rejected, the rest are worked on. */
  private void answered(int company, int n, Duration at) {
    if (n % 4 == 3) {
      return;
    }
    if (n % 4 == 2) {
      add(at, company, Kind.REJECT, Map.of("reason", REASONS.get(n % REASONS.size())));
      return;
    }
    add(at, company, Kind.ACCEPT, Map.of());
    add(at.plusMinutes(20), company, Kind.CONTACT, Map.of());
    String amount = String.valueOf(6_000 + 2_500 * n);
    add(at.plusMinutes(90), company, Kind.OUTCOME, Map.of("result", "opportunity", "amount", amount));
    add(at.plusMinutes(300), company, Kind.OUTCOME,
        n % 8 == 1 ? Map.of("result", "lost", "reason", "no_budget") : Map.of("result", "won"));
  }

  private void signal(Duration at, int company, String type, int hoursAgo) {
    add(at, company, Kind.SIGNAL, Map.of("type", type, "hoursAgo", String.valueOf(hoursAgo)));
  }

  private void add(Duration after, int company, Kind kind, Map<String, String> detail) {
    steps.add(new SampleStep(after, email(company), kind, detail));
  }

  private static String email(int n) {
    return FIRST_NAMES.get(n % FIRST_NAMES.size()).toLowerCase(Locale.ROOT) + "@sample-"
        + PLACES.get(n % PLACES.size()).toLowerCase(Locale.ROOT) + "-"
        + TRADES.get(n / PLACES.size() % TRADES.size()).toLowerCase(Locale.ROOT) + ".example";
  }

  private static Map<String, String> person(int n) {
    int trade = n / PLACES.size() % TRADES.size();
    return Map.of(
        "firstName", FIRST_NAMES.get(n % FIRST_NAMES.size()), "lastName", "Sample",
        "company", "Sample " + PLACES.get(n % PLACES.size()) + " " + TRADES.get(trade),
        "title", TITLES.get(n % TITLES.size()), "companySize", String.valueOf(SIZES[n % SIZES.length]),
        "industry", INDUSTRIES.get(trade), "country", COUNTRIES.get(n % COUNTRIES.size()));
  }
}
