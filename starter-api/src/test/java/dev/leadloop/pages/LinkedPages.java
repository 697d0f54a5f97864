package dev.leadloop.pages;

import dev.leadloop.api.Browser;
import dev.leadloop.security.AccessTable;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** The pages of the access table as people find them: by links from the first one, and by addresses that have no name in them. */
public final class LinkedPages {
  private final Set<String> reached = new TreeSet<>();

  /**
   * One page of each pattern, in the order in which links lead to them.
   *
   * @param browser signed in
   * @return by its pattern the path of each that is a page of its own, and no download or part of another
   */
  public Map<String, String> found(Browser browser) throws Exception {
    Map<String, String> pages = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>(Set.of("/"));
    ArrayDeque<String> next = new ArrayDeque<>(seen);
    AccessTable.pages().stream().filter(rule -> rule.method().equals(HttpMethod.GET) && !rule.pattern().contains("{"))
        .forEach(rule -> next.add(rule.pattern()));
    Set<String> opened = new HashSet<>();
    while (!next.isEmpty()) {
      String path = next.poll();
      String pattern = pattern(path);
      if (pattern == null || opened.contains(pattern)) {
        continue;
      }
      HttpResponse<String> page = browser.open(path);
      if (page.statusCode() != 200) {
        continue;
      }
      opened.add(pattern);
      reached.add(pattern);
      // A part of a page leads whoever opens its address to that page.
      if (page.uri().getPath().equals(URI.create(path).getPath())
          && page.headers().firstValue("content-type").orElse("").startsWith("text/html") && page.body().contains("<main")) {
        pages.put(pattern, path);
        for (Element link : Jsoup.parse(page.body()).select("a[href^=/], iframe[src^=/]")) {
          String to = URI.create(link.attr(link.hasAttr("href") ? "href" : "src")).getRawPath();
          if (seen.add(to)) {
            next.add(to);
          }
        }
      }
    }
    return pages;
  }

  /** The patterns of whatever was opened so far, by anybody. */
  public Set<String> reached() {
    return reached;
  }

  private static @Nullable String pattern(String path) {
    if (path.equals("/")) {
      return path;
    }
    return AccessTable.pages().stream()
        .filter(rule -> rule.method().equals(HttpMethod.GET) && !rule.pattern().endsWith("/events"))
        .map(AccessTable.Rule::pattern)
        .filter(pattern -> PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path)))
        .findFirst().orElse(null);
  }
}
