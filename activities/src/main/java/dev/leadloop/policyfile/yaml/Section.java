package dev.leadloop.policyfile.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Keys and values of one part of the document. Whatever is missing or malformed is noted as a problem at its line and
 * a harmless value is given back, so that reading goes on; {@link #end} then refuses the keys nobody asked for.
 */
public final class Section {
  private final Node node;
  private final String name;
  private final ProblemLines problems;
  private final boolean broken;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /** The keys and values below a node; that there are none is noted as a problem. */
  public Section(Node node, String name, ProblemLines problems) {
    this(node, name, problems, !(node instanceof MappingNode));
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::put);
    } else {
      problems.add(node, "'" + name + "' must hold keys and values, such as 'key: value'");
    }
  }

  /** A broken section has been complained of already and stays silent. */
  private Section(Node node, String name, ProblemLines problems, boolean broken) {
    this.node = node;
    this.name = name;
    this.problems = problems;
    this.broken = broken;
  }

  private void put(NodeTuple entry) {
    String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (keys.put(key, entry.getKeyNode()) != null) {
      problems.add(entry.getKeyNode(), "'" + key + "' is given twice in '" + name + "'; keep one");
      return;
    }
    if (!(entry.getValueNode() instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().isEmpty())) {
      values.put(key, entry.getValueNode());
    }
  }

  /** What problems call this section. */
  public String name() {
    return name;
  }

  /** All keys in the document's order, be they asked for or not. */
  public Set<String> keys() {
    return keys.keySet();
  }

  /** Whether the key is there and has a value. */
  public boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** Whether the value of the key is a list. */
  public boolean isList(String key) {
    return raw(key) instanceof SequenceNode;
  }

  /** Notes a problem with the value of a key, or with the whole section where the key is missing. */
  public void problem(String key, String message) {
    if (!broken) {
      problems.add(values.getOrDefault(key, node), message);
    }
  }

  /** Refuses keys that were not asked for. */
  public void end() {
    for (Map.Entry<String, Node> key : keys.entrySet()) {
      if (!asked.contains(key.getKey())) {
        problems.add(key.getValue(), "'" + name + "' has no key '" + key.getKey() + "'" + Nearest.hint(key.getKey(), asked));
      }
    }
  }

  /** The value of a key; null where it is missing. */
  public @Nullable Scalar optional(String key) {
    asked.add(key);
    Node value = values.get(key);
    return value == null ? null : new Scalar(value, key, problems);
  }

  private Scalar required(String key, String example) {
    Scalar value = optional(key);
    return value == null ? new Scalar(missing(key, example), key, problems).silent() : value;
  }

  private Node missing(String key, String example) {
    if (!broken) {
      problems.add(node, "'" + key + "' is missing in '" + name + "'; add it" + (example.isEmpty() ? ", with the keys and"
          + " values that belong below it" : ", for example '" + key + ": " + example + "'"));
    }
    return node;
  }

  /** The text of a key; the example is shown where it is missing. */
  public String text(String key, String example) {
    return required(key, example).text();
  }

  /** The whole number of a key, from least to most; least where it is missing or malformed. */
  public int integer(String key, int least, int most) {
    return required(key, String.valueOf(Math.max(least, Math.min(10, most)))).integer(least, most);
  }

  /** The time of a key, at least as long as given. */
  public Duration duration(String key, Duration least) {
    return required(key, "2d").duration(least);
  }

  /** The time of a key, at least and at most as long as given. */
  public Duration duration(String key, Duration least, Duration most) {
    return required(key, "2d").duration(least, most);
  }

  /** The yes or no of a key; false where it is missing. */
  public boolean flag(String key) {
    Scalar value = optional(key);
    return value != null && value.flag();
  }

  /** The value of a key, which must be one of the known names. */
  public String reference(String key, Collection<String> known, String kind) {
    return required(key, known.stream().sorted().findFirst().orElse(kind)).reference(known, kind);
  }

  /** The keys and values below a key, which must be there. */
  public Section section(String key) {
    asked.add(key);
    Node value = values.get(key);
    if (value == null) {
      missing(key, "");
      return new Section(node, key, problems, true);
    }
    return new Section(value, key, problems);
  }

  /** Each key of the section with the keys and values below it. */
  public Map<String, Section> named() {
    Map<String, Section> sections = new LinkedHashMap<>();
    values.forEach((key, value) -> {
      asked.add(key);
      sections.put(key, new Section(value, key, problems));
    });
    return sections;
  }

  /** The entries of a list, each with keys and values; none where the key is missing and may be. */
  public List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    for (Node item : items(key)) {
      sections.add(new Section(item, key, problems));
    }
    return sections;
  }

  /** The entries of a list of plain values; a single value stands for a list of one. */
  public List<Scalar> scalars(String key) {
    return items(key).stream().map(item -> new Scalar(item, key, problems)).toList();
  }

  private List<Node> items(String key) {
    asked.add(key);
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode list) {
      return list.getValue();
    }
    return List.of(value);
  }

  /** The value of a key as it was parsed; null where it is missing. */
  public @Nullable Node raw(String key) {
    asked.add(key);
    return values.get(key);
  }

  /** Where the problems of the whole document are noted. */
  public ProblemLines problems() {
    return problems;
  }
}
