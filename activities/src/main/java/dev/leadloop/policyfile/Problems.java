package dev.leadloop.policyfile;

import dev.leadloop.policyfile.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong in a document, so that its author sees all of it at once, the first hundred errors at least. */
final class Problems {
  /** More than anybody corrects in one go. */
  private static final int MOST = 100;

  private final Set<Problem> found = new LinkedHashSet<>();

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    if (found.size() < MOST) {
      found.add(new Problem(line, column, message));
    }
  }

  int count() {
    return found.size();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      List<Problem> inOrder = new ArrayList<>(found);
      inOrder.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      throw new InvalidPolicy(inOrder);
    }
  }
}
