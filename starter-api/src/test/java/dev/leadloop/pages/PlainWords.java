package dev.leadloop.pages;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Finds words of programs where a page speaks to people: constants such as SALES_QUALIFIED and codes such as no_budget. */
public final class PlainWords {
  private static final Pattern OF_PROGRAMS =
      Pattern.compile("(?<![\\w/.:@=#-])(?<!rule )(?:[A-Z][A-Z0-9_]{3,}|[a-z]+_[a-z_]+)(?![\\w/:@=-]|\\.\\w)");
  /** What people write in capitals themselves. */
  private static final Set<String> PEOPLES = Set.of("YAML", "HTML", "JSON", "BANT", "SMTP", "HTTP", "HTTPS", "OIDC", "README",
      "REST");
  /** What is shown as it is written in a file, a call or a setting. */
  private static final String QUOTED = "code, pre, kbd, samp, textarea, script, style, iframe, .verbatim";

  private PlainWords() {}

  /** Such words on a page, with a few words around each. */
  public static Set<String> missed(String html) {
    Document page = Jsoup.parse(html);
    page.select(QUOTED).remove();
    Stream<String> said = Stream.concat(
        page.getAllElements().stream().flatMap(element -> element.textNodes().stream()).map(TextNode::text),
        page.getAllElements().stream().flatMap(PlainWords::attributes));
    return said.flatMap(text -> OF_PROGRAMS.matcher(text).results()
            .filter(found -> !PEOPLES.contains(found.group()))
            .map(found -> around(text, found)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> attributes(Element element) {
    return List.of("title", "aria-label", "placeholder", "alt", "label").stream().filter(element::hasAttr).map(element::attr);
  }

  private static String around(String text, MatchResult found) {
    return text.substring(Math.max(0, found.start() - 40), Math.min(text.length(), found.end() + 30)).strip();
  }
}
