package dev.leadloop.connect.mapping;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.Stage;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.Nearest;
import dev.leadloop.policyfile.yaml.ProblemLines;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import dev.leadloop.policyfile.yaml.YamlNodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a mapping, and says of each mistake where it is and what to do. */
public final class MappingReader {
  private static final int LONGEST = 100_000;
  private static final int MOST_FIELDS = 200;
  private static final List<String> RESULTS = List.of("opportunity", "won", "lost");
  private static final List<String> STAGES = Arrays.stream(Stage.values()).map(Stage::label).toList();

  private MappingReader() {}

  /**
   * The mapping of a document.
   *
   * @param kinds the vendors there are
   * @throws InvalidMapping with all that is wrong
   */
  public static Mapping read(String yaml, Collection<String> kinds) {
    ProblemLines problems = new ProblemLines();
    try {
      Node document = compose(yaml, problems);
      YamlNodes.refuseUnclean(document, problems);
      Mapping mapping = mapping(new Section(document, "the mapping", problems), kinds);
      problems.throwIfAny();
      return mapping;
    } catch (InvalidPolicy invalid) {
      throw new InvalidMapping(
          invalid.problems().stream().map(one -> new InvalidMapping.Problem(one.line(), one.message())).toList());
    }
  }

  private static Node compose(String yaml, ProblemLines problems) {
    try {
      if (yaml.length() > LONGEST) {
        problems.add(Optional.empty(), "a mapping has at most 100,000 characters; leave out what it does not need");
      } else {
        Optional<Node> document = YamlNodes.compose("mapping", yaml);
        if (document.isPresent()) {
          return document.get();
        }
        problems.add(Optional.empty(), "the mapping is empty; begin with the preset of its kind");
      }
    } catch (MarkedYamlEngineException e) {
      problems.add(e.getProblemMark(), "this is not YAML: " + e.getProblem() + "; check indentation, quotes and brackets here");
    } catch (YamlEngineException e) {
      problems.add(Optional.empty(), "this is not YAML a mapping may use: " + e.getMessage());
    }
    problems.throwIfAny();
    throw new IllegalStateException("a document that could not be read has problems");
  }

  private static Mapping mapping(Section root, Collection<String> kinds) {
    String kind = root.reference("kind", kinds, "kind of connector");
    Scalar mode = root.optional("mode");
    Mode wanted = mode == null ? Mode.SYNC : mode(mode.reference(List.of("sync", "additive", "enrich"), "mode"));
    Scalar takes = root.optional("takes");
    String whom = takes == null ? "known" : takes.reference(List.of("known", "everyone"), "choice of whom to take");
    Scalar server = root.optional("server");
    Mapping mapping = new Mapping(
        kind, wanted, whom.equals("everyone"), server == null ? null : server.text(), fields(root.section("fields")),
        texts(root, "stages", STAGES, "stage"), texts(root, "statuses", STAGES, "stage"), users(root), outcomes(root),
        texts(root, "signals", null, ""), texts(root, "settings", null, ""));
    needsValues(root, mapping, LeadFacts.STAGE, "stages", mapping.stages());
    needsValues(root, mapping, LeadFacts.STATUS, "statuses", mapping.statuses());
    root.end();
    return mapping;
  }

  private static Mode mode(String word) {
    return word.isEmpty() || !Set.of("sync", "additive", "enrich").contains(word)
        ? Mode.SYNC : Mode.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static void needsValues(Section root, Mapping mapping, String ours, String section, Map<String, String> values) {
    if (values.isEmpty() && mapping.fields().stream().anyMatch(rule -> rule.ours().equals(ours) && rule.direction().tells())) {
      root.problem(section, "a field comes from '" + ours + "', so '" + section
          + "' must say the other side's value for each stage, for example 'MQL: marketingqualifiedlead'");
    }
  }

  private static List<FieldRule> fields(Section section) {
    List<FieldRule> rules = new ArrayList<>();
    section.named().forEach((theirs, rule) -> {
      Scalar from = rule.optional("from");
      if (from == null) {
        rule.problem("from", "'" + theirs + "' must say which of our facts it is, for example 'from: company'");
      } else {
        rules.add(rule(theirs, from, rule));
      }
      rule.end();
    });
    if (rules.size() > MOST_FIELDS) {
      section.problem("", "a mapping has at most " + MOST_FIELDS + " fields");
    }
    return rules;
  }

  private static FieldRule rule(String theirs, Scalar from, Section rule) {
    String ours = from.text();
    if (!ours.startsWith(LeadFacts.ANSWERS) && !LeadFacts.NAMES.contains(ours)) {
      from.problem("there is no fact '" + ours + "'" + Nearest.hint(ours, LeadFacts.NAMES));
    }
    Scalar way = rule.optional("direction");
    String word = way == null ? Direction.OURS_UNLESS_BLANK.called() : way.reference(Direction.words(), "direction");
    Direction direction = Direction.of(word).orElse(Direction.NONE);
    if (way != null && direction == Direction.THEIRS && !takeable(ours)) {
      way.problem("'" + ours + "' is ours to decide and cannot be taken from the other side; write 'ours', or 'none'");
    }
    Node at = rule.raw("from");
    int line = at == null ? 1 : at.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new FieldRule(theirs, ours, direction, rule.flag("optional"), line);
  }

  /** Whether the other side may say what it is. */
  private static boolean takeable(String ours) {
    return LeadFacts.OF_PERSON.contains(ours) || ours.startsWith(LeadFacts.ANSWERS) || ours.equals(LeadFacts.OWNER);
  }

  private static Map<String, String> outcomes(Section root) {
    Map<String, String> outcomes = new LinkedHashMap<>();
    if (root.has("outcomes")) {
      Section section = root.section("outcomes");
      for (String stage : section.keys()) {
        outcomes.put(stage, section.reference(stage, RESULTS, "outcome"));
      }
    }
    return outcomes;
  }

  private static Map<String, String> users(Section root) {
    Map<String, String> users = new LinkedHashMap<>();
    texts(root, "users", null, "").forEach((ours, theirs) -> {
      if (EmailAddresses.normalise(ours).isEmpty()) {
        root.problem("users", "'" + ours + "' is no address; give each rep's address here and the one over there, for example"
            + " 'north@sales.example.com: n.west@crm.example.com'");
      }
      users.put(ours.toLowerCase(Locale.ROOT), theirs);
    });
    return users;
  }

  private static Map<String, String> texts(Section root, String key, @Nullable List<String> known, String kind) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (root.has(key)) {
      Section section = root.section(key);
      for (String name : section.keys()) {
        if (known != null && !known.contains(name)) {
          section.problem(name, "there is no " + kind + " '" + name + "'" + Nearest.hint(name, known));
        }
        Scalar value = section.optional(name);
        if (value != null) {
          texts.put(name, value.text());
        }
      }
    }
    return texts;
  }
}
