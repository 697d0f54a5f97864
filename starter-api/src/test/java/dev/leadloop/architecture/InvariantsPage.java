package dev.leadloop.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Holds the page of invariants to its tests: each invariant has some, and each of them exists. */
final class InvariantsPage {
  static final int INVARIANTS = 21;

  /** A page may call an invariant unfinished only where this does so as well. */
  static final Set<String> NOT_BUILT_YET = Set.of("I21");

  private static final String HEADING = "### ";
  private static final String TEST = "- `";
  private static final String UNFINISHED = "Not built yet:";
  private static final String SEEDED = "SeededBugsTest#";

  private final SourceTree sources;
  private final Map<String, List<String>> tests = new LinkedHashMap<>();
  private final List<String> unfinished = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private InvariantsPage(SourceTree sources) {
    this.sources = sources;
  }

  /** What is wrong with the page; empty where nothing is. */
  static List<String> faults(String page, SourceTree sources) {
    InvariantsPage read = new InvariantsPage(sources);
    read.read(page);
    read.check();
    return read.faults;
  }

  private void read(String page) {
    String invariant = "";
    for (String line : page.lines().toList()) {
      if (line.startsWith(HEADING)) {
        invariant = line.substring(HEADING.length()).split(" ", 2)[0];
        if (tests.put(invariant, new ArrayList<>()) != null) {
          faults.add(invariant + " stands there twice");
        }
      } else if (line.startsWith(TEST)) {
        tests.getOrDefault(invariant, new ArrayList<>()).add(line.substring(TEST.length(), line.lastIndexOf('`')));
      } else if (line.startsWith(UNFINISHED)) {
        unfinished.add(invariant);
      }
    }
  }

  private void check() {
    List<String> expected = IntStream.rangeClosed(1, INVARIANTS).mapToObj(number -> "I" + number).toList();
    if (!List.copyOf(tests.keySet()).equals(expected)) {
      faults.add("the page has " + tests.keySet() + " and not " + expected);
    }
    if (!Set.copyOf(unfinished).equals(NOT_BUILT_YET)) {
      faults.add("the page calls " + unfinished + " not built yet, and this test " + NOT_BUILT_YET);
    }
    tests.forEach(this::check);
  }

  private void check(String invariant, List<String> named) {
    List<String> wrong = named.stream().map(sources::fault).filter(fault -> !fault.isEmpty()).toList();
    wrong.forEach(fault -> faults.add(invariant + ": " + fault));
    if (wrong.isEmpty() && named.stream().noneMatch(sources::runInEachBuild)) {
      faults.add(invariant + " names no test that mvn verify runs");
    }
    if (named.stream().anyMatch(test -> test.startsWith(SEEDED)) && !hasSeededBug(invariant)) {
      faults.add(invariant + " has no seeded bug of its name");
    }
  }

  private boolean hasSeededBug(String invariant) {
    return sources.of("SeededBugsTest").stream().map(SourceTree::text)
        .anyMatch(text -> text.contains("bug(\"" + invariant + "\""));
  }
}
