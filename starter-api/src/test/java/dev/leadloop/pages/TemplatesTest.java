package dev.leadloop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/**
 * Nothing that the content policy would keep out is written into any template, no word of style either, and no word for people:
 * those stand in {@code messages.properties}, so that a file beside it can say them in another language.
 */
class TemplatesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern WRITTEN_IN =
      Pattern.compile(
          "<style|<script(?![^>]*\\b(?:th:)?src=)[^>]*>|\\s(?:th:)?style=|\\s(?:th:)?on[a-z]+\\s*=(?!=)|javascript:|\\bhx-on"
              + "|\\bhx-vals=\"js:"
              + "|th:utext|https?://(?!www\\.thymeleaf\\.org)(?=[^\"' >]*\\.(?:js|css|woff2?))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");
  /** What these hold is no language's: code, keys, and of choices the names of charsets, and what the field calls leads. */
  private static final List<String> NAMES = List.of("code", "kbd");
  private static final Pattern CHARSET = Pattern.compile("(windows|ISO|UTF)-[0-9-]+|[MPS]QL|MQA");
  private static final Pattern INLINED = Pattern.compile("\\[\\[[^\\]]*\\]\\]");

  private static final List<String> SHOWN =
      List.of("th:text", "th:title", "th:placeholder", "th:aria-label", "th:alt", "th:label");
  private static final Pattern LITERAL = Pattern.compile("'[^']*'");
  private static final Pattern NOT_SHOWN = Pattern.compile(
      "[=!]= *'[^']*'|\\['[^']*'\\]|#\\{\\$\\{[^}]*\\}|#(?:messages|numbers|strings|lists)\\.[a-zA-Z]+\\((?:[^()']|'[^']*')*");

  private static List<String> faults(String where, String text) {
    List<String> faults = new ArrayList<>();
    Matcher matcher = WRITTEN_IN.matcher(text);
    while (matcher.find()) {
      faults.add(where + ": " + matcher.group().strip());
    }
    return faults;
  }

  /** Texts that are shown as they are written, not replaced by an expression around or in them. */
  private static List<String> words(String where, String text) {
    List<String> words = new ArrayList<>();
    Jsoup.parse(text, "", Parser.xmlParser()).traverse((node, depth) -> {
      if (node instanceof TextNode one && WORD.matcher(INLINED.matcher(one.text()).replaceAll("")).find()
          && !CHARSET.matcher(one.text()).matches() && !replaced(one)) {
        words.add(where + ": " + one.text().strip());
      } else if (node instanceof Element element && !replaced(element)) {
        for (String name : List.of("placeholder", "aria-label", "title", "alt")) {
          String said = element.attr(name);
          boolean example = name.equals("placeholder") && !said.contains(" ");
          if (WORD.matcher(said).find() && !example && !element.hasAttr("th:" + name)) {
            words.add(where + ": " + name + " " + said);
          }
        }
      }
    });
    return words;
  }

  /** Words that an expression puts together itself; what is compared, and names of functions and of messages are none. */
  private static List<String> literals(String where, String text) {
    List<String> words = new ArrayList<>();
    Jsoup.parse(text, "", Parser.xmlParser()).getAllElements().forEach(element -> element.attributes().forEach(attribute -> {
      if (SHOWN.contains(attribute.getKey())
          || attribute.getKey().equals("th:replace") && attribute.getValue().contains(":: head(")) {
        Matcher literal = LITERAL.matcher(NOT_SHOWN.matcher(attribute.getValue()).replaceAll(""));
        while (literal.find()) {
          if (WORD.matcher(literal.group().replace("Leadloop", "")).find()) {
            words.add(where + ": " + attribute.getKey() + " " + literal.group());
          }
        }
      }
    }));
    return words;
  }

  private static boolean replaced(Node node) {
    for (Node one = node instanceof TextNode ? node.parent() : node; one != null; one = one.parent()) {
      if (one.hasAttr("th:text") && one != node || one.hasAttr("th:replace") || NAMES.contains(one.nodeName())) {
        return true;
      }
    }
    return false;
  }

  private static List<String> ofEach(BiFunction<String, String, List<String>> faults) throws IOException {
    List<String> all = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".html")).toList()) {
        all.addAll(faults.apply(file.toString(), Files.readString(file)));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(20);
    return all;
  }

  @Test
  void noTemplateHoldsAStyleOrAScript() throws IOException {
    assertThat(ofEach(TemplatesTest::faults)).isEmpty();
  }

  @Test
  void everyWordStandsWithTheOthers() throws IOException {
    assertThat(ofEach(TemplatesTest::words)).isEmpty();
    assertThat(words("", "<p>Give it back</p>")).hasSize(1);
    assertThat(words("", "<p><b th:text=\"#{a}\">Give</b> back, <i>soon</i>.</p>")).hasSize(2);
    assertThat(words("", "<input placeholder=\"Your name\"><a th:replace=\"~{b}\">there</a>")).hasSize(1);
    assertThat(words("", "<p>[[#{a}]] <b th:text=\"${b}\">Give <i>it</i></b> · 3</p><input th:title=\"#{c}\">")).isEmpty();
  }

  @Test
  void noExpressionPutsWordsTogetherItself() throws IOException {
    assertThat(ofEach(TemplatesTest::literals)).isEmpty();
    assertThat(literals("", "<p th:text=\"'Handoff ' + ${a}\">x</p><b th:title=\"${a} ? 'not yet' : #{b}\">x</b>")).hasSize(2);
    assertThat(literals("", "<p th:text=\"${a == 'paused'} ? #{${'b.' + a}} : '(' + ${#strings.replace(a, '_', ' ')} + ')'\">"))
        .isEmpty();
  }

  @Test
  void eachKindIsFound() {
    for (String wrong : List.of("<style>p{}</style>", "<p style=\"x\">", "<p th:style=\"x\">", "<script>1</script>",
        "<script defer>1",
        "<a onclick=\"x\">", "<a th:onclick=\"x\">", "<a href=\"javascript:x\">", "<a hx-on:click=\"x\">", "<p th:utext=\"x\">",
        "<script src=\"https://cdn.example/x.js\">")) {
      assertThat(faults("", wrong)).as(wrong).isNotEmpty();
    }
    assertThat(faults("", "<script th:src=\"${a}\" defer></script><p class=\"on\" data-on=\"x\">one = two</p>")).isEmpty();
  }
}
