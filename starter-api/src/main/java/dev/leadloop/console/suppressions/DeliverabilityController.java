package dev.leadloop.console.suppressions;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.csv.CsvDownload;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.problem.FieldError;
import dev.leadloop.provider.DeliverabilityStore;
import dev.leadloop.provider.DeliverabilityStore.Counts;
import dev.leadloop.provider.DeliverabilityStore.Deliverability;
import dev.leadloop.sla.SpokenTime;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How mail arrives: by receiving domain and by day, held against what mailbox providers bear. */
@Controller
@Hidden
class DeliverabilityController extends ConsolePages {
  private static final List<Integer> SPANS = List.of(7, 30, 90);
  private static final int DOMAINS = 25;
  /** Of fewer mails a share says nothing. */
  private static final long ENOUGH = 100;
  /** Gmail and Yahoo ask for fewer complaints than that. */
  private static final double COMPLAINTS_WANTED = 0.001;
  /** At that many Gmail and Yahoo turn bulk mail away. */
  private static final double COMPLAINTS_BORNE = 0.003;
  /** At that many bounces Amazon looks at an account, and other providers do alike. */
  private static final double BOUNCES_BORNE = 0.05;

  private final DeliverabilityStore store;
  private final Measuring measuring;
  private final Clock clock;

  DeliverabilityController(DeliverabilityStore store, Measuring measuring, Clock clock) {
    this.store = store;
    this.measuring = measuring;
    this.clock = clock;
  }

  /**
   * A line of a table.
   *
   * @param name a domain or a day
   * @param delivered null where no provider reports what is delivered
   * @param bounced what came back for good, such as "2.1%"
   * @param alarms what is passed, as messages name it
   */
  record Line(
      String name, Counts counts, @Nullable String delivered, String bounced, String complained, List<String> alarms) {}

  /** One bar of the chart: of a day what went or came back. */
  record Bar(String day, String series, long value) {}

  @GetMapping("/deliverability")
  String page(@RequestParam(defaultValue = "30") String days, Model model) {
    int span = span(days);
    Deliverability found = found(span);
    boolean reported = found.whole().delivered() > 0;
    List<Line> domains =
        found.domains().stream().limit(DOMAINS).map(one -> line(one.domain(), one.counts(), reported)).toList();
    model.addAttribute("span", span);
    model.addAttribute("spans", SPANS);
    model.addAttribute("whole", line("", found.whole(), reported));
    model.addAttribute("domains", domains);
    model.addAttribute("moreDomains", found.domains().size() - domains.size());
    model.addAttribute("days", found.days().stream().map(one -> line(one.day().toString(), one.counts(), reported)).toList());
    model.addAttribute("bars", found.days().stream().flatMap(one -> bars(one.day().toString(), one.counts()).stream()).toList());
    model.addAttribute("zone", SpokenTime.clock(measuring.zone()));
    return "deliverability";
  }

  @GetMapping("/deliverability/export")
  void export(@RequestParam(defaultValue = "30") String days, HttpServletResponse response) throws IOException {
    Deliverability found = found(span(days));
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"deliverability.csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    CsvDownload csv = new CsvDownload(writer);
    csv.write("domain", "day", "sent", "delivered", "bounced_hard", "bounced_soft", "complaints", "unsubscribed");
    for (DeliverabilityStore.OfDomain one : found.domains()) {
      csv.write(cells(one.domain(), "", one.counts()));
    }
    for (DeliverabilityStore.OfDay one : found.days()) {
      csv.write(cells("", one.day().toString(), one.counts()));
    }
    csv.flush();
    writer.flush();
  }

  private Deliverability found(int span) {
    Instant from = clock.instant().atZone(measuring.zone()).toLocalDate().minusDays(span - 1L).atStartOfDay(measuring.zone())
        .toInstant();
    return store.since(from, measuring.zone());
  }

  private static int span(String days) {
    return SPANS.stream().filter(span -> String.valueOf(span).equals(days)).findFirst()
        .orElseThrow(() -> FieldError.in("days", "is one of " + SPANS));
  }

  private static List<String> cells(String domain, String day, Counts counts) {
    List<String> cells = new ArrayList<>(List.of(domain, day));
    for (long count : new long[] {
      counts.sent(), counts.delivered(), counts.hard(), counts.soft(), counts.complained(), counts.unsubscribed()}) {
      cells.add(String.valueOf(count));
    }
    return cells;
  }

  private static List<Bar> bars(String day, Counts counts) {
    long silent = Math.max(0, counts.sent() - counts.delivered() - counts.hard() - counts.soft());
    return List.of(
        new Bar(day, "delivered", counts.delivered()), new Bar(day, "hard", counts.hard()), new Bar(day, "soft", counts.soft()),
        new Bar(day, "silent", silent));
  }

  private static Line line(String name, Counts counts, boolean reported) {
    List<String> alarms = new ArrayList<>();
    if (counts.delivered() >= ENOUGH && share(counts.complained(), counts.delivered()) >= COMPLAINTS_BORNE) {
      alarms.add("complaints-borne");
    } else if (counts.delivered() >= ENOUGH && share(counts.complained(), counts.delivered()) >= COMPLAINTS_WANTED) {
      alarms.add("complaints-wanted");
    }
    if (counts.sent() >= ENOUGH && share(counts.hard(), counts.sent()) >= BOUNCES_BORNE) {
      alarms.add("bounces");
    }
    return new Line(
        name, counts, reported ? percent(counts.delivered(), counts.sent()) : null, percent(counts.hard(), counts.sent()),
        percent(counts.complained(), counts.delivered()), alarms);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, part > 0 && share(part, whole) < 0.01 ? "%.2f%%" : "%.1f%%",
        100 * share(part, whole));
  }
}
