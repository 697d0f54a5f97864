package dev.leadloop.policyfile.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What was written in YAML, as the JSON that says the same to whoever reads a condition. */
public final class YamlJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_DIGITS = 18;

  private YamlJson() {}

  /** The node as JSON; of a key that stands twice the last value. */
  public static JsonNode of(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode object = JSON.objectNode();
        mapping.getValue().forEach(entry ->
            object.set(entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "", of(entry.getValueNode())));
        yield object;
      }
      case SequenceNode list -> {
        ArrayNode array = JSON.arrayNode();
        list.getValue().forEach(one -> array.add(of(one)));
        yield array;
      }
      case ScalarNode scalar -> isWhole(scalar) ? JSON.numberNode(Long.parseLong(scalar.getValue()))
          : JSON.textNode(scalar.getValue());
      default -> JSON.nullNode();
    };
  }

  /** Written as JSON writes it, so that nothing is lost: "007" and "+7" stay texts. */
  private static boolean isWhole(ScalarNode scalar) {
    String text = scalar.getValue();
    return scalar.isPlain() && Tag.INT.equals(scalar.getTag()) && text.length() <= MOST_DIGITS
        && text.equals(String.valueOf(number(text)));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      return -1;
    }
  }
}
