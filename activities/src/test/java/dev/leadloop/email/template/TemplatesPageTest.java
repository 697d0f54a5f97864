package dev.leadloop.email.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page of mail texts, and README for those to leads, list what a template may use, no more and no less. */
class TemplatesPageTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void thePageListsEveryVariableOfBothKinds() throws IOException {
    String page = Files.readString(ROOT.resolve("workflows/docs/TEMPLATES.md"));
    int notices = page.indexOf("## Notices to sales");
    assertThat(notices).isPositive();
    assertThat(listed(page.substring(0, notices))).isEqualTo(kinds(Vocabulary.NURTURE));
    assertThat(listed(page.substring(notices))).isEqualTo(kinds(Vocabulary.NOTICE));
  }

  @Test
  void readmeNamesWhatMailToLeadsMayUse() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    assertThat(kinds(Vocabulary.NURTURE).keySet())
        .allSatisfy(name -> assertThat(readme).containsAnyOf("`{{" + name + "}}`", "`{{" + name + "|"));
  }

  private static Map<String, String> listed(String part) {
    Map<String, String> rows = new TreeMap<>();
    part.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("\\|", -1))
        .forEach(cells -> assertThat(rows.put(cells[1].strip().replace("`", ""), cells[3].strip())).isNull());
    return rows;
  }

  private static Map<String, String> kinds(Vocabulary vocabulary) {
    Map<String, String> kinds = new TreeMap<>();
    add(kinds, vocabulary.given(), "always");
    add(kinds, vocabulary.mayBeMissing(), "may be missing");
    add(kinds, vocabulary.lists(), "list");
    return kinds;
  }

  private static void add(Map<String, String> kinds, Set<String> names, String kind) {
    names.forEach(name -> kinds.put(name, kind));
  }
}
