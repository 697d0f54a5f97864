package dev.leadloop.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
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
      async (rules) => (await axe.run(document,
          { resultTypes: ['violations'], ...(rules.length ? { runOnly: { type: 'rule', values: rules } } : {}) })).violations
        .filter(found => ['serious', 'critical'].includes(found.impact))
        .map(found => found.id + ': ' + found.nodes.map(node => node.html.slice(0, 160)).join(' | '))""";
  /** Each kind of element with the two it stands in: everything of them that a rule may go by, save the words. */
  private static final String PARTS =
      """
      () => {
        const kind = element => element.tagName + '.' + [...element.classList].sort().join('.')
          + [...element.attributes].map(one => one.name)
            .filter(name => !['id', 'class', 'href', 'src', 'value'].includes(name)).sort().join(',');
        return [...new Set([...document.querySelectorAll('*')].map(element => [element, element.parentElement,
          element.parentElement?.parentElement].filter(one => one).map(kind).join(' < ')))];
      }""";
  private static final String AXE = axe();

  private PageChecks() {}

  /** Has every page of the context note from its start what its content policy keeps out, and which script fails. */
  public static void watch(BrowserContext context) {
    context.addInitScript(WATCH);
  }

  /** Agrees to whatever pages ask before they do what cannot be undone. */
  public static void agree(BrowserContext context) {
    context.onDialog(Dialog::accept);
  }

  /** What the content policy kept out of the page that is open, and what failed in it. */
  public static List<?> keptOut(Page page) {
    return (List<?>) page.evaluate("() => window.keptOut");
  }

  /** What axe-core finds serious or critical on the page that is open. */
  public static List<?> barriers(Page page) {
    return found(page, List.of());
  }

  /** The same of colours alone: what may differ where a page that has no barriers is shown in the other scheme. */
  public static List<?> contrasts(Page page) {
    return found(page, List.of("color-contrast", "link-in-text-block"));
  }

  /** The kinds of parts of the page that is open: one that consists of parts that were looked at has no barriers of its own. */
  public static List<?> parts(Page page) {
    return (List<?>) page.evaluate(PARTS);
  }

  private static List<?> found(Page page, List<String> rules) {
    if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
      page.evaluate(AXE);
    }
    return (List<?>) page.evaluate(SERIOUS, rules);
  }

  private static String axe() {
    try (InputStream in = Objects.requireNonNull(PageChecks.class.getResourceAsStream("/axe.min.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
