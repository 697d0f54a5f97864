package dev.leadloop.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What Chromium itself and axe-core say of a page that is open. */
public final class PageChecks {
  private static final String WATCH =
      """
      window.keptOut = [];
      document.addEventListener('securitypolicyviolation',
        event => window.keptOut.push(event.effectiveDirective + ' ' + (event.blockedURI || event.sample)));
      window.addEventListener('error', event => window.keptOut.push('script: ' + event.message));""";
  private static final String SERIOUS =
      """
      async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
        .filter(found => ['serious', 'critical'].includes(found.impact))
        .map(found => found.id + ': ' + found.nodes.map(node => node.html.slice(0, 160)).join(' | '))""";
  private static final String AXE = axe();

  private PageChecks() {}

  /** Has every page of the context note from its start what its content policy keeps out, and which script fails. */
  public static void watch(BrowserContext context) {
    context.addInitScript(WATCH);
  }

  /** What the content policy kept out of the page that is open, and what failed in it. */
  public static List<?> keptOut(Page page) {
    return (List<?>) page.evaluate("() => window.keptOut");
  }

  /** What axe-core finds serious or critical on the page that is open. */
  public static List<?> barriers(Page page) {
    if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
      page.evaluate(AXE);
    }
    return (List<?>) page.evaluate(SERIOUS);
  }

  private static String axe() {
    try (InputStream in = Objects.requireNonNull(PageChecks.class.getResourceAsStream("/axe.min.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
