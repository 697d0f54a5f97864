package dev.leadloop.policyfile.check;

import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.policyfile.yaml.YamlNodes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where things stand in a document. */
final class DocumentLines {
  private final Node root;

  /** Of a document that was read without an error. */
  DocumentLines(String yaml) {
    this.root = YamlNodes.compose("policy", yaml).orElseThrow();
  }

  /**
   * A problem where something stands, or where what should hold it does.
   *
   * @param path keys, and numbers of entries from 0
   */
  Problem at(String message, Object... path) {
    Node here = root;
    Optional<Mark> mark = Optional.empty();
    for (Object step : path) {
      if (step instanceof Integer && !(here instanceof SequenceNode)) {
        // A single value stands for a list of one.
        continue;
      }
      NodeTuple entry = step instanceof String key ? entry(here, key) : null;
      Node next = entry != null ? entry.getValueNode() : step instanceof Integer number ? item(here, number) : null;
      if (next == null) {
        break;
      }
      here = next;
      // The key of a block is what people look for: its value begins a line below.
      mark = (entry == null || next instanceof ScalarNode ? next : entry.getKeyNode()).getStartMark();
    }
    return new Problem(mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, message);
  }

  private static @Nullable NodeTuple entry(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(entry -> entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key))
            .findFirst().orElse(null)
        : null;
  }

  private static @Nullable Node item(Node node, int number) {
    return node instanceof SequenceNode list && number < list.getValue().size() ? list.getValue().get(number) : null;
  }
}
