package dev.leadloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The documents say what is so: every invariant names tests that exist, links lead to files, classes are called as they are.
 * With {@code -Dleadloop.documents.mend=true} links to files that were moved are mended first.
 */
class DocumentsTest {
  private static final Path DOCS = SourceTree.ROOT.resolve("workflows/docs");
  private static final Path INVARIANTS = DOCS.resolve("INVARIANTS.md");
  /** Code that looks like a class and is none of ours. */
  private static final List<String> NO_CLASSES = List.of();

  private final SourceTree sources = new SourceTree();

  @Test
  void everyInvariantNamesTestsThatExist() {
    assertThat(InvariantsPage.faults(SourceTree.text(INVARIANTS), sources)).isEmpty();
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> faults = new ArrayList<>();
    List<Path> documents = documents();
    for (Path document : documents) {
      if (Boolean.getBoolean("leadloop.documents.mend")) {
        Files.writeString(document, new DocumentLinks(document, SourceTree.text(document), sources).mended());
      }
      faults.addAll(new DocumentLinks(document, SourceTree.text(document), sources).broken());
    }
    assertThat(faults).isEmpty();
    assertThat(documents).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void everyClassThatIsNamedIsThere() throws IOException {
    List<String> faults = new ArrayList<>();
    for (String page : List.of("ARCHITECTURE.md", "GLOSSARY.md", "INVARIANTS.md", "DECISIONS.md")) {
      faults.addAll(new DocumentLinks(DOCS.resolve(page), SourceTree.text(DOCS.resolve(page)), sources)
          .unknownClasses(NO_CLASSES));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyWordOfTheGlossaryStandsOnceInItsPlaceWithAClass() {
    List<String> words = new ArrayList<>();
    SourceTree.text(DOCS.resolve("GLOSSARY.md")).lines().filter(line -> line.startsWith("| ")).skip(1).forEach(line -> {
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSize(5);
      assertThat(cells[3]).as(line).matches(" \\[([A-Za-z]+)\\]\\([./A-Za-z-]+/\\1\\.java\\) ");
      words.add(cells[1].strip().toLowerCase(Locale.ROOT));
    });
    assertThat(words).hasSizeGreaterThan(50).containsExactlyElementsOf(new TreeSet<>(words));
  }

  @ParameterizedTest
  @CsvSource({
    "- `IntakeTest#newLeadIsStoredToldAndCalled`, - `IntakeTest#newLeadIsStored`, I1: IntakeTest#newLeadIsStored: there is no"
        + " such test",
    "- `RelayTest#, - `RelaisTest#, is no such class",
    "### I9 Provider, ### I8 Provider, I8 stands there twice",
    "### I21 Erased, ### I22 Erased, and not [I1",
    "Not built yet:, Built:, not built yet",
    "### I7 Reported and suppressed in one, ### I7 Reported and suppressed in one\\n\\n-"
        + " `SeededBugsTest#aSeededBugIsCaughtUnderItsName`, I7 has no seeded bug"
  })
  void aPageThatIsWrongIsNoticed(String right, String wrong, String told) {
    String page = SourceTree.text(INVARIANTS);
    assertThat(page).contains(right);
    List<String> faults = InvariantsPage.faults(page.replace(right, wrong.replace("\\n", "\n")), sources);
    assertThat(faults).anyMatch(fault -> fault.contains(told));
  }

  @ParameterizedTest
  @CsvSource({"I2, names no test that mvn verify runs", "I15, names no test that mvn verify runs"})
  void anInvariantWithoutATestOfEachBuildIsNoticed(String invariant, String told) {
    String page = SourceTree.text(INVARIANTS);
    String chaosAlone = "- `ChaosTest#nothingIsLostAndNothingHappensTwiceWhateverIsKilled`\n";
    assertThat(InvariantsPage.faults(without(page, invariant, ""), sources))
        .anyMatch(fault -> fault.equals(invariant + " " + told));
    assertThat(InvariantsPage.faults(without(page, invariant, chaosAlone), sources))
        .anyMatch(fault -> fault.equals(invariant + " " + told));
  }

  /** The page with other tests for one invariant. */
  private static String without(String page, String invariant, String tests) {
    StringBuilder other = new StringBuilder();
    boolean inside = false;
    for (String line : page.lines().toList()) {
      inside = line.startsWith("### ") ? line.startsWith("### " + invariant + " ") : inside;
      if (!inside || !line.startsWith("- ")) {
        other.append(line).append('\n');
      }
      if (inside && line.startsWith("### ")) {
        other.append(tests);
      }
    }
    return other.toString();
  }

  @Test
  void aLinkThatLeadsNowhereIsNoticedAndOneToAMovedClassIsMended() {
    Path page = DOCS.resolve("PAGE.md");
    String text =
        "[here](../src/main/java/dev/leadloop/nowhere/LeadLifecycle.java) [and](GONE.md) [there](INVARIANTS.md#no-such-heading)"
            + " `NoSuchClass`";
    DocumentLinks links = new DocumentLinks(page, text, sources);
    assertThat(links.broken()).hasSize(3).first().asString().contains("it is now at ../src/main/java/dev/leadloop/");
    String mended = new DocumentLinks(page, text, sources).mended();
    assertThat(new DocumentLinks(page, mended, sources).broken()).hasSize(2).noneMatch(fault -> fault.contains("LeadLifecycle"));
    assertThat(new DocumentLinks(page, text, sources).unknownClasses(List.of())).hasSize(1);
    assertThat(new DocumentLinks(page, "[ok](INVARIANTS.md#i7-reported-and-suppressed-in-one) [out](https://www.example.com)",
        sources).broken()).isEmpty();
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> pages = Files.list(DOCS)) {
      List<Path> markdown = pages.filter(page -> page.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(Arrays.stream(new String[] {"README.md", ".github/CONTRIBUTING.md"}).map(SourceTree.ROOT::resolve),
          markdown.stream()).toList();
    }
  }
}
