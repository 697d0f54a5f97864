package dev.leadloop.pages;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts what browsers say they kept out of our pages. Anybody can send a report, so only the name of a known directive is
 * taken of it, at most {@link #MOST} an hour are counted, and one line an hour is logged. Addresses in it are not kept: those
 * of some pages are themselves a permission.
 */
@Component
class PolicyReports {
  /** Reports counted within {@link #WINDOW}. */
  static final int MOST = 1_000;

  /** How long they are counted together. */
  static final Duration WINDOW = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(PolicyReports.class);
  private static final String OTHER = "other";
  private static final Set<String> DIRECTIVES =
      Set.of("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr",
          "img-src", "font-src", "connect-src", "form-action", "frame-ancestors", "base-uri");

  private final MeterRegistry meters;
  private final InstantSource clock;
  private Instant since = Instant.MIN;
  private int counted;

  PolicyReports(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Takes one report.
   *
   * @param directive as the browser names it; one that is not known counts as "other"
   */
  void take(String directive) {
    String known = DIRECTIVES.contains(directive) ? directive : OTHER;
    if (admit(known)) {
      Counter.builder("leadloop.csp.reports")
          .description("What browsers kept out of pages by the content policy")
          .tag("directive", known)
          .register(meters)
          .increment();
    }
  }

  private synchronized boolean admit(String directive) {
    Instant now = clock.instant();
    if (counted == 0 || now.isAfter(since.plus(WINDOW))) {
      since = now;
      counted = 0;
      LOG.warn("A browser kept something out of a page by {} of its content policy: an extension of that browser, or a fault of"
          + " ours. More are counted in leadloop_csp_reports_total and not told here for an hour.", directive);
    }
    counted++;
    return counted <= MOST;
  }
}
