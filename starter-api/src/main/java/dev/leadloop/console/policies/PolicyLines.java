package dev.leadloop.console.policies;

import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The lines of a document that something is said of, each with what is said beside it and the lines around it. */
final class PolicyLines {
  private static final int AROUND = 2;
  private static final int MOST = 100;

  private PolicyLines() {}

  /**
   * A line of a document.
   *
   * @param number from 1
   * @param apart whether lines are left out before it
   */
  record Line(int number, String text, List<String> errors, List<String> warnings, boolean apart) {}

  static List<Line> of(String document, List<Problem> errors, List<Problem> warnings) {
    List<String> all = document.lines().toList();
    TreeSet<Integer> shown = new TreeSet<>();
    List<Problem> said = new ArrayList<>(errors);
    said.addAll(warnings);
    for (Problem one : said.subList(0, Math.min(MOST, said.size()))) {
      int at = within(one.line(), all.size());
      for (int line = Math.max(1, at - AROUND); line <= Math.min(Math.max(1, all.size()), at + AROUND); line++) {
        shown.add(line);
      }
    }
    List<Line> lines = new ArrayList<>();
    int before = 0;
    for (int number : shown) {
      String text = number <= all.size() ? all.get(number - 1) : "";
      lines.add(new Line(
          number, text, said(errors, number, all.size()), said(warnings, number, all.size()),
          number != before + 1 && before > 0));
      before = number;
    }
    return lines;
  }

  private static List<String> said(List<Problem> problems, int line, int lines) {
    return problems.stream().filter(one -> within(one.line(), lines) == line).map(Problem::message).toList();
  }

  private static int within(int line, int lines) {
    return Math.max(1, Math.min(line, Math.max(1, lines)));
  }
}
