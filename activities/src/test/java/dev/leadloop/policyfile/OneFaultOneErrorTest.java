package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policyfile.check.PolicyChecks;
import dev.leadloop.policyfile.check.PolicyChecks.Standing;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.policyfile.yaml.YamlNodes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A number or a time that cannot be read is told once, where it stands: nothing is concluded from what stands for it. */
class OneFaultOneErrorTest {
  private static final List<String> BAD = List.of("x", "-999999999", "999999999", "0s");

  @Test
  void whateverNumberOrTimeCannotBeReadIsTheOnlyError() {
    String document = PolicyCatalog.starter();
    List<ScalarNode> values = new ArrayList<>();
    collect(YamlNodes.compose("policy", document).orElseThrow(), values);
    assertThat(values).hasSizeGreaterThan(150);
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    for (ScalarNode value : values) {
      for (String bad : BAD) {
        List<Problem> errors = errors(document, value, bad);
        refused += errors.isEmpty() ? 0 : 1;
        Mark at = value.getStartMark().orElseThrow();
        if (errors.size() > 1 || errors.size() == 1 && errors.get(0).line() != at.getLine() + 1) {
          wrong.add(value.getValue() + " -> " + bad + " in line " + (at.getLine() + 1) + ": " + errors);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThan(values.size() * 2);
  }

  @Test
  void anSqlScoreAboveTheCapIsToldAsThat() {
    String document = PolicyCatalog.starter().replace("{ by: score, score: 120,", "{ by: score, score: 420,");
    assertThat(PolicyChecks.report(document, template -> true, null, Standing.UNKNOWN).errors())
        .singleElement().asString().contains("from 1 to 300, but is '420'");
  }

  private static List<Problem> errors(String document, ScalarNode value, String bad) {
    String changed = document.substring(0, value.getStartMark().orElseThrow().getIndex()) + bad
        + document.substring(value.getEndMark().orElseThrow().getIndex());
    return PolicyChecks.report(changed, template -> true, null, Standing.UNKNOWN).errors();
  }

  /** The plain values that are a number or a time. */
  private static void collect(Node node, List<ScalarNode> into) {
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(entry -> collect(entry.getValueNode(), into));
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> collect(item, into));
    } else if (node instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().matches("-?\\d+[smhdw]?")) {
      into.add(scalar);
    }
  }
}
