package dev.leadloop.policyfile;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.FitRules.GradeFloor;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a lead is judged by: engagement, use of the product, fit and negative signals. */
final class ScoringReader {
  static final Duration POSITIVE = Duration.ofSeconds(1);
  static final int MOST = 100_000;

  /** What signals are worth, for engagement and for the use of the product. */
  record Scores(ScoringRules engagement, ScoringRules product) {}

  private final Set<String> signalTypes = new LinkedHashSet<>();
  private final Set<String> typesTaken = new HashSet<>();
  private final Set<String> ruleIds = new HashSet<>();
  private Set<String> negativeGroups = Set.of();
  private ConditionReader conditions = new ConditionReader(signalTypes, POSITIVE);

  /** The types that have a rule, known once {@link #scores} were read. */
  Set<String> signalTypes() {
    return signalTypes;
  }

  /** Reads conditions over those types within the scoring window, once {@link #scores} were read. */
  ConditionReader conditions() {
    return conditions;
  }

  /** How sequences read conditions, known once {@link #scores} were read. */
  ConditionReader inSequence() {
    return conditions.inSequence();
  }

  /** Reads what engagement is worth and what use of the product is; without a section for it, the latter gives no points. */
  Scores scores(Section scoring, @Nullable Section product) {
    ScoringRules rules = rules(scoring, Set.of());
    ScoringRules used = product == null ? ScoringRules.NONE : rules(product, Set.copyOf(signalTypes));
    conditions = new ConditionReader(signalTypes, LeadPolicy.longer(rules.reach(), used.reach()));
    Scores read = new Scores(
        rules.with(bonuses(scoring), scoring.integer("cap", 1, MOST), scoring.integer("floor", -MOST, 0))
            .with(NegativeReader.caps(scoring)),
        product == null ? used : used.with(bonuses(product), product.integer("cap", 1, MOST), 0));
    negativeGroups = read.engagement().negativeCaps().groups().keySet();
    scoring.end();
    if (product != null) {
      product.end();
    }
    return read;
  }

  /** The rules of a section, whose bonuses may ask for signals of any section. */
  private ScoringRules rules(Section section, Set<String> elsewhere) {
    Map<String, Integer> groups = groups(section);
    return new ScoringRules(signalRules(section, groups.keySet(), elsewhere), List.of(), halfLife(section),
        section.duration("window", POSITIVE), groups, MOST, 0);
  }

  private static Map<String, Integer> groups(Section section) {
    Map<String, Integer> groups = new LinkedHashMap<>();
    if (section.has("groups")) {
      Section caps = section.section("groups");
      caps.keys().forEach(group -> groups.put(group, caps.integer(group, 0, MOST)));
    }
    return groups;
  }

  private List<SignalRule> signalRules(Section section, Set<String> groups, Set<String> elsewhere) {
    List<SignalRule> rules =
        section.sections("rules").stream().map(rule -> signalRule(rule, groups, elsewhere)).toList();
    if (rules.isEmpty()) {
      section.problem("rules", "'" + section.name()
          + "' needs 'rules', such as '- { signal: email_open, points: 2, label: e-mail opened }'");
    }
    return rules;
  }

  private List<BonusRule> bonuses(Section section) {
    return section.sections("bonuses").stream().map(this::bonus).toList();
  }

  private static @Nullable Duration halfLife(Section section) {
    Scalar given = section.optional("half-life");
    return given == null || given.text().equals("none") ? null : given.duration(POSITIVE);
  }

  private SignalRule signalRule(Section section, Set<String> groups, Set<String> elsewhere) {
    String type = section.text("signal", "email_open");
    signalTypes.add(type);
    RuleTerms terms = RuleTermsReader.read(section);
    if (elsewhere.contains(type)) {
      section.problem("signal", "the signal type '" + type + "' has a rule in 'scoring' as well; keep one, since it counts for"
          + " engagement or for the use of the product");
    } else if (typesTaken.contains(type)) {
      section.problem("signal", "the signal type '" + type + "' has two rules; keep one, or put the one that says 'where',"
          + " 'only', 'nth' or 'from-nth' first: the first rule that is for a signal gives its points");
    } else if (terms.takeAll()) {
      typesTaken.add(type);
    }
    Scalar id = section.optional("id");
    Scalar cap = section.optional("cap");
    Scalar group = section.optional("group");
    SignalRule rule = new SignalRule(
        unique(section, "id", id == null ? type : id.text()), type, section.integer("points", 0, MOST),
        cap == null ? null : cap.integer(0, MOST),
        group == null ? null : group.reference(groups, "group of scoring rules"),
        section.text("label", "e-mail opened"), terms);
    section.end();
    return rule;
  }

  private BonusRule bonus(Section section) {
    BonusRule rule = new BonusRule(id(section), conditions.read(section, "when"),
        section.integer("points", 1, MOST), section.text("label", "pricing page again within two weeks"));
    section.end();
    return rule;
  }

  FitRules fit(Section section) {
    int cap = section.integer("cap", 1, MOST);
    List<FitRule> rules = new ArrayList<>();
    for (Section rule : section.sections("rules")) {
      rules.add(new FitRule(id(rule), conditions.read(rule, "when"), rule.integer("points", 1, MOST),
          rule.text("label", "director or above")));
      rule.end();
    }
    List<GradeFloor> grades = grades(section.section("grades"));
    section.end();
    return new FitRules(rules, grades, cap);
  }

  private static List<GradeFloor> grades(Section section) {
    List<GradeFloor> grades = new ArrayList<>();
    int above = MOST + 1;
    int floor = MOST;
    int before = section.problems().count();
    for (String grade : section.keys()) {
      floor = section.integer(grade, 0, MOST);
      if (floor >= above && section.problems().count() == before) {
        section.problem(grade, "grade " + grade + " must need fewer points than the grade before it, which needs " + above);
      }
      above = floor;
      grades.add(new GradeFloor(grade, floor));
    }
    if (floor != 0 && section.problems().count() == before) {
      section.problem("", "the last grade must need 0 points, so that every lead has a grade");
    }
    return grades;
  }

  List<NegativeRule> negatives(List<Section> sections) {
    NegativeReader reader = new NegativeReader(conditions, negativeGroups);
    return sections.stream().map(section -> reader.read(section, id(section))).toList();
  }

  /** A cap of 1 stands for one that could not be read: that has been complained of. */
  static int usable(int cap) {
    return cap > 1 ? cap : MOST;
  }

  /** The id of a rule, which no other rule of any score may have. */
  String id(Section section) {
    return unique(section, "id", section.text("id", "a-short-name"));
  }

  private String unique(Section section, String key, String id) {
    if (!id.isEmpty() && !ruleIds.add(id)) {
      section.problem(key, "two scoring rules have the id '" + id + "'; rename one");
    }
    return id;
  }
}
