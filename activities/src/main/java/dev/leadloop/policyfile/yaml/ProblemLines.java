package dev.leadloop.policyfile.yaml;

import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Collects what is wrong in a document, so that its author sees all of it at once, the first hundred errors at least. */
public final class ProblemLines {
  /** More than anybody corrects in one go. */
  private static final int MOST = 100;

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private final Set<ScalarNode> faulty = Collections.newSetFromMap(new IdentityHashMap<>());
  private final boolean published;

  /** Of a document that is to be published. */
  public ProblemLines() {
    this(false);
  }

  /**
   * Of a document.
   *
   * @param published whether it was published before, by what was known then
   */
  public ProblemLines(boolean published) {
    this.published = published;
  }

  /** Adds what older versions of this product let pass: leads may live by it, but nobody publishes it any more. */
  void addToNew(Node node, String message) {
    if (!published) {
      add(node, message);
    }
  }

  /** Notes an error at the start of a node; of a single value the first alone, since others follow from what stands for it. */
  public void add(Node node, String message) {
    if (!(node instanceof ScalarNode value) || faulty.add(value)) {
      add(node.getStartMark(), message);
    }
  }

  /** Notes an error at a mark, or at the document's first line where there is none. */
  public void add(Optional<Mark> mark, String message) {
    note(found, mark, message);
  }

  /** Notes what the author may want to look at, though the document can be used. */
  void warn(Node node, String message) {
    note(warnings, node.getStartMark(), message);
  }

  private static void note(Set<Problem> problems, Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    if (problems.size() < MOST) {
      problems.add(new Problem(line, column, message));
    }
  }

  /** In order of their lines. */
  public List<Problem> warnings() {
    return warnings.stream().sorted(BY_PLACE).toList();
  }

  /** How many errors were noted; warnings are none. */
  public int count() {
    return found.size();
  }

  /** Fails with {@link InvalidPolicy}, in order of lines, where errors were noted. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      List<Problem> inOrder = new ArrayList<>(found);
      inOrder.sort(BY_PLACE);
      throw new InvalidPolicy(inOrder);
    }
  }
}
