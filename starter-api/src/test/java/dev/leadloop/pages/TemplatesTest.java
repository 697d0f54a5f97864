package dev.leadloop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that the content policy would keep out is written into any template, and no word of style either. */
class TemplatesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern WRITTEN_IN =
      Pattern.compile(
          "<style|<script(?![^>]*\\b(?:th:)?src=)[^>]*>|\\s(?:th:)?style=|\\s(?:th:)?on[a-z]+\\s*=|javascript:|\\bhx-on"
              + "|\\bhx-vals=\"js:"
              + "|th:utext|https?://(?!www\\.thymeleaf\\.org)(?=[^\"' >]*\\.(?:js|css|woff2?))",
          Pattern.CASE_INSENSITIVE);

  private static List<String> faults(String where, String text) {
    List<String> faults = new ArrayList<>();
    Matcher matcher = WRITTEN_IN.matcher(text);
    while (matcher.find()) {
      faults.add(where + ": " + matcher.group().strip());
    }
    return faults;
  }

  @Test
  void noTemplateHoldsAStyleOrAScript() throws IOException {
    List<String> faults = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".html")).toList()) {
        faults.addAll(faults(file.toString(), Files.readString(file)));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(20);
    assertThat(faults).isEmpty();
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
