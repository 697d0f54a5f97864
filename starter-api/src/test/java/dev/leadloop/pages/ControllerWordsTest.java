package dev.leadloop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a page says when something was done stands in {@code messages.properties}, and no controller of the console writes it.
 * Those that are older are named here, each until its words are moved.
 */
class ControllerWordsTest {
  private static final Path CONSOLE = Path.of("src/main/java/dev/leadloop/console");
  private static final Pattern HANDED = Pattern.compile("\\.add(?:Flash)?Attribute\\(");
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
  private static final Pattern SPACE_IN_WORDS = Pattern.compile("[A-Za-z,.:] [A-Za-z]|\" [a-z]+|[a-z]+ \"");
  private static final List<String> OLDER = List.of(
      "CampaignPageController", "FormPageController", "InboxAnswerController", "KeyPageController", "PolicyDraftPageController",
      "PolicyEditorController", "SuppressionPageController", "TextPageController", "UserPageController");

  /** Whether a sentence is written in what is handed to a page. */
  private static boolean speaks(String code) {
    Matcher handed = HANDED.matcher(code);
    while (handed.find()) {
      String given = code.substring(handed.end(), end(code, handed.end()));
      if (LITERAL.matcher(given).results()
          .anyMatch(one -> SPACE_IN_WORDS.matcher(one.group()).find() && !one.group().contains("!='"))) {
        return true;
      }
    }
    return false;
  }

  private static int end(String code, int from) {
    int end = code.indexOf(");\n", from);
    return end < 0 ? code.length() : end;
  }

  @Test
  void noControllerButTheOlderOnesWritesAWordOfAPage() throws IOException {
    TreeSet<String> speaking = new TreeSet<>();
    try (Stream<Path> files = Files.walk(CONSOLE)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        if (speaks(Files.readString(file))) {
          speaking.add(String.valueOf(file.getFileName()).replace(".java", ""));
        }
      }
    }
    assertThat(speaking).as("move its words into messages.properties; whoever moved theirs is taken off the list")
        .containsExactlyElementsOf(new TreeSet<>(OLDER));
  }

  @Test
  void sentenceIsFoundWhereverItStandsInTheCall() {
    assertThat(speaks("after.addFlashAttribute(\"done\",\n    n == 1 ? \"one\" : n + \" leads go\");\n")).isTrue();
    assertThat(speaks("model.addAttribute(\"refused\", \"Nothing was kept.\");\n")).isTrue();
    assertThat(speaks("after.addFlashAttribute(\"done\", say(\"imports.done\"));\nString s = \"of no page\";\n")).isFalse();
  }
}
