package dev.leadloop.policyfile;

import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.PropertyTest.Comparison;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.util.List;
import java.util.Set;

/** Reads {@code where}: what properties of a signal must be, one test or a list of tests that must all hold. */
final class PropertyTestReader {
  private static final List<String> COMPARISONS = List.of("in", "begins-with", "contains", "at-least", "at-most", "is");

  private PropertyTestReader() {}

  static List<PropertyTest> read(Section section) {
    return section.sections("where").stream().map(PropertyTestReader::test).toList();
  }

  private static PropertyTest test(Section section) {
    String property = section.text("property", "topic");
    List<String> given = COMPARISONS.stream().filter(section::has).toList();
    if (given.size() != 1) {
      section.problem("property", "compare the property '" + property
          + "' with exactly one of in, begins-with, contains, at-least, at-most and is");
      return new PropertyTest(property, Comparison.KNOWN, List.of());
    }
    String key = given.get(0);
    PropertyTest test = switch (key) {
      case "in" -> words(section, property, Comparison.IN, key);
      case "begins-with" -> words(section, property, Comparison.BEGINS_WITH, key);
      case "contains" -> words(section, property, Comparison.CONTAINS, key);
      case "at-least" -> new PropertyTest(property, Comparison.AT_LEAST, List.of(PlainNumbers.read(section, key)));
      case "at-most" -> new PropertyTest(property, Comparison.AT_MOST, List.of(PlainNumbers.read(section, key)));
      default -> new PropertyTest(
          property,
          section.reference("is", Set.of("known", "unknown"), "word here").equals("known")
              ? Comparison.KNOWN
              : Comparison.UNKNOWN,
          List.of());
    };
    section.end();
    return test;
  }

  private static PropertyTest words(Section section, String property, Comparison comparison, String key) {
    List<Scalar> values = section.scalars(key);
    if (values.isEmpty()) {
      section.problem(key, "'" + key + "' needs at least one value, or no signal passes");
    }
    return new PropertyTest(property, comparison, values.stream().map(Scalar::text).toList());
  }
}
