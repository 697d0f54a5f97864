package dev.leadloop.policyfile;

import dev.leadloop.policyfile.yaml.YamlNodes;
import dev.leadloop.prediction.FiredRules.RuleKey;
import dev.leadloop.prediction.Predictor.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Puts other points into a document and leaves all else as it is written, comments among it. */
public final class PointsEdit {
  private record Place(int from, int to, int points) {}

  private final Map<RuleKey, Integer> points;
  private final List<Place> places = new ArrayList<>();

  private PointsEdit(Map<RuleKey, Integer> points) {
    this.points = points;
  }

  /**
   * A document with those points, each as near as its rule may have: no signal takes points, no negative rule gives any, and what
   * is given once gives one at least; none exceeds its own cap.
   *
   * @param document one that was read without an error
   */
  public static String with(String document, Map<RuleKey, Integer> points) {
    PointsEdit edit = new PointsEdit(points);
    Node root = YamlNodes.compose("policy", document).orElseThrow();
    for (Kind kind : Kind.values()) {
      Node section = value(root, section(kind));
      if (section instanceof SequenceNode) {
        edit.rules(kind, section);
      } else if (section != null) {
        edit.rules(kind, value(section, "rules"));
        edit.rules(kind, value(section, "bonuses"));
      }
    }
    StringBuilder changed = new StringBuilder(document);
    edit.places.stream().sorted(Comparator.comparingInt(Place::from).reversed()).forEach(place -> changed.replace(
        document.offsetByCodePoints(0, place.from), document.offsetByCodePoints(0, place.to), String.valueOf(place.points)));
    return changed.toString();
  }

  private static String section(Kind kind) {
    return switch (kind) {
      case SIGNAL -> "";
      case ENGAGEMENT -> "scoring";
      case PRODUCT -> "product";
      case ACCOUNT -> "account";
      case FIT -> "fit";
      case NEGATIVE -> "negatives";
    };
  }

  private void rules(Kind kind, @Nullable Node list) {
    if (list instanceof SequenceNode rules) {
      rules.getValue().forEach(rule -> rule(kind, rule));
    }
  }

  private void rule(Kind kind, Node rule) {
    String id = Objects.requireNonNullElse(text(rule, "id"), Objects.requireNonNullElse(text(rule, "signal"), ""));
    Integer wanted = points.get(new RuleKey(kind, id));
    if (wanted != null && value(rule, "points") instanceof ScalarNode now) {
      int least = kind == Kind.NEGATIVE ? -ScoringReader.MOST : text(rule, "signal") == null ? 1 : 0;
      String cap = text(rule, "cap");
      int most = kind == Kind.NEGATIVE ? 0 : cap == null ? ScoringReader.MOST : Math.max(least, Integer.parseInt(cap));
      int from = now.getStartMark().orElseThrow().getIndex();
      places.add(new Place(from, now.getEndMark().orElseThrow().getIndex(), Math.clamp(wanted, least, most)));
    }
  }

  private static @Nullable String text(Node node, String key) {
    return value(node, key) instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  private static @Nullable Node value(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(entry -> entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key))
            .map(entry -> entry.getValueNode()).findFirst().orElse(null)
        : null;
  }
}
