package dev.leadloop.policyfile;

import dev.leadloop.email.address.WrittenDomain;
import dev.leadloop.lead.Countries;
import dev.leadloop.lead.FactKind;
import dev.leadloop.lead.Languages;
import dev.leadloop.lead.industry.Industries;
import dev.leadloop.lead.title.Role;
import dev.leadloop.lead.title.Seniority;
import dev.leadloop.naming.NearestCountry;
import dev.leadloop.naming.NearestIndustry;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policyfile.yaml.Nearest;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads conditions: {@code all}, {@code any}, {@code not}, a {@code fact} compared, or {@code signals} measured. */
final class ConditionReader {
  private static final int DEEPEST = 16;
  private static final Pattern PART_OF_DOMAIN = Pattern.compile("[A-Za-z0-9.-]*");
  private static final Condition NEVER = new Condition.Any(List.of());
  static final Set<String> FACTS = Set.of("title", "seniority", "role", "company", "companySize", "industry", "country",
      "language", "timeZone", "source", "campaign", "content", "emailKind", "emailDomain");
  private static final Set<String> ONE_WORD = Set.of("seniority", "role", "emailKind");
  private static final List<String> ANYWHERE = List.of("all", "any", "not", "fact", "signals");
  private static final List<String> WITH_BAND = List.of("all", "any", "not", "fact", "signals", "band");
  private static final Set<String> BANDS = Set.of("cold", "warm", "hot");
  private static final Set<String> EMAIL_KINDS = Set.of("business", "free", "student", "disposable", "none");
  private static final Set<String> SENIORITIES = Arrays.stream(Seniority.values()).map(Seniority::label)
      .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> ROLES = Arrays.stream(Role.values()).map(Role::label).collect(Collectors.toUnmodifiableSet());

  private final Set<String> signalTypes;
  private final Duration window;
  private final boolean asksBand;
  private final boolean asksEnrolment;

  ConditionReader(Set<String> signalTypes, Duration window) {
    this(signalTypes, window, false, false);
  }

  private ConditionReader(Set<String> signalTypes, Duration window, boolean asksBand, boolean asksEnrolment) {
    this.signalTypes = signalTypes;
    this.window = window;
    this.asksBand = asksBand;
    this.asksEnrolment = asksEnrolment;
  }

  /** The same for sequences, which may also ask for the score's {@code band} and for signals since enrolment. */
  ConditionReader inSequence() {
    return new ConditionReader(signalTypes, window, true, true);
  }

  /** The same for segments, which may also ask for the score's {@code band}. */
  ConditionReader inSegment() {
    return new ConditionReader(signalTypes, window, true, false);
  }

  /** The condition under a key. */
  Condition read(Section parent, String key) {
    Node node = parent.raw(key);
    if (node == null) {
      parent.problem(key, "'" + key + "' is missing in '" + parent.name() + "'; say when it holds, for example '" + key
          + ": { fact: title, contains: [director] }'");
      return NEVER;
    }
    return read(new Section(node, key, parent.problems()), 1);
  }

  /** The condition that a whole document is. */
  Condition whole(Section document) {
    return read(document, 1);
  }

  private Condition read(Section section, int depth) {
    if (depth > DEEPEST) {
      section.problem("", "conditions are nested more than " + DEEPEST + " deep; make them flatter");
      return NEVER;
    }
    List<String> kinds = (asksBand ? WITH_BAND : ANYWHERE).stream().filter(section::has).toList();
    if (kinds.size() != 1) {
      section.problem("", "a condition has exactly one of the keys "
          + (asksBand ? "all, any, not, fact, signals and band" : "all, any, not, fact and signals"));
      return NEVER;
    }
    Condition condition = switch (kinds.get(0)) {
      case "all" -> new Condition.All(parts(section, "all", depth));
      case "any" -> new Condition.Any(parts(section, "any", depth));
      case "not" -> new Condition.Not(read(section.section("not"), depth + 1));
      case "fact" -> fact(section);
      case "band" -> new Condition.InBand(
          section.scalars("band").stream().map(band -> band.reference(BANDS, "band of the score")).toList());
      default -> new BehaviourReader(signalTypes, window).read(section, asksEnrolment);
    };
    section.end();
    return condition;
  }

  private List<Condition> parts(Section section, String key, int depth) {
    List<Section> parts = section.sections(key);
    if (parts.isEmpty()) {
      section.problem(key, "'" + key + "' needs a list of conditions");
    }
    return parts.stream().map(part -> read(part, depth + 1)).toList();
  }

  private Condition fact(Section section) {
    String field = section.text("fact", "title");
    if (!isFact(field)) {
      section.problem("fact", "there is no fact '" + field + "'" + factHint(field));
    }
    List<String> given = List.of("in", "contains", "at-least", "at-most", "is").stream().filter(section::has).toList();
    if (given.size() != 1) {
      section.problem("fact", "compare '" + field + "' with exactly one of in, contains, at-least, at-most and is");
      return NEVER;
    }
    String key = given.get(0);
    List<Scalar> values = section.scalars(key);
    if (key.equals("contains") && ONE_WORD.contains(field)) {
      values.forEach(value -> value.problemToNew("compare '" + field + "' with 'in', since it is one word"));
    }
    return switch (key) {
      case "in" -> new Condition.Fact(field, Comparison.IN, values.stream().map(v -> in(field, v)).toList());
      case "contains" -> new Condition.Fact(field, Comparison.CONTAINS,
          values.stream().map(value -> contained(field, value)).toList());
      case "at-least" -> new Condition.Fact(field, Comparison.AT_LEAST, List.of(PlainNumbers.read(section, key)));
      case "at-most" -> new Condition.Fact(field, Comparison.AT_MOST, List.of(PlainNumbers.read(section, key)));
      default -> known(section, field);
    };
  }

  private static String contained(String field, Scalar value) {
    return switch (field) {
      case "emailDomain" -> partOfDomain(value);
      default -> FactKind.of(field) == FactKind.INDUSTRY ? named(FactKind.INDUSTRY, value) : value.text();
    };
  }

  static boolean isFact(String field) {
    return field.startsWith("answers.") || FACTS.contains(field);
  }

  static String factHint(String field) {
    return Nearest.hint(field, FACTS) + " (answers to free questions are written answers.<name>)";
  }

  /** The words of a fact that has one of a few; empty for any other. */
  static Set<String> wordsOf(String field) {
    return switch (field) {
      case "emailKind" -> EMAIL_KINDS;
      case "seniority" -> SENIORITIES;
      case "role" -> ROLES;
      case "band" -> BANDS;
      default -> Set.of();
    };
  }

  private static String in(String field, Scalar value) {
    return switch (field) {
      case "emailKind" -> value.reference(wordsOf(field), "kind of address");
      case "seniority" -> value.reference(wordsOf(field), "seniority");
      case "role" -> value.reference(wordsOf(field), "role");
      case "emailDomain" -> domain(value);
      default -> named(FactKind.of(field), value);
    };
  }

  /** A domain in the form that leads' have; what is none would never be found. */
  private static String domain(Scalar value) {
    String text = value.text();
    return WrittenDomain.of(text).orElseGet(() -> {
      if (!text.isEmpty()) {
        value.problemToNew("'" + text + "' " + WrittenDomain.fault(text));
      }
      return text;
    });
  }

  /** Domains are compared in ASCII, and hold no other marks than these. */
  private static String partOfDomain(Scalar value) {
    String text = value.text();
    if (!PART_OF_DOMAIN.matcher(text).matches()) {
      value.warning("no domain has '" + text + "' in it, so this holds for nobody; write a part such as 'acme', and a domain of"
          + " other letters whole, with 'in'");
    }
    return text;
  }

  /** A country or language that is none would never be found; an industry that is none is looked for as it is written. */
  private static String named(FactKind kind, Scalar value) {
    String text = value.text();
    if (kind == FactKind.COUNTRY && !text.isEmpty() && Countries.codeOf(text).isEmpty()) {
      value.problemToNew("there is no country '" + text + "'"
          + NearestCountry.to(text).map(near -> "; did you mean '" + near + "'?")
          .orElse("; give its name or its two-letter code, such as DE"));
    }
    if (kind == FactKind.LANGUAGE && !text.isEmpty() && Languages.codeOf(text).isEmpty()) {
      value.problemToNew("there is no language '" + text + "'; give its name or its code, such as de");
    }
    if (kind == FactKind.INDUSTRY && !text.isEmpty() && Industries.meant(text).isEmpty()) {
      value.warning("no industry is known as '" + text + "', so this finds it only where somebody wrote these very words"
          + NearestIndustry.to(text).map(near -> "; did you mean '" + near + "'?").orElse(""));
    }
    return text;
  }

  private static Condition known(Section section, String field) {
    String text = section.reference("is", Set.of("known", "unknown"), "word here");
    return new Condition.Fact(field, text.equals("known") ? Comparison.KNOWN : Comparison.UNKNOWN, List.of());
  }
}
