package dev.leadloop.policyfile;

import dev.leadloop.policy.FitRules;
import dev.leadloop.policy.FitRules.FitRule;
import dev.leadloop.policy.FitRules.GradeFloor;
import dev.leadloop.policy.NegativeRule;
import dev.leadloop.policy.QualificationRules;
import dev.leadloop.policy.QualificationRules.Threshold;
import dev.leadloop.policy.RuleTerms;
import dev.leadloop.policy.ScoringRules;
import dev.leadloop.policy.ScoringRules.BonusRule;
import dev.leadloop.policy.ScoringRules.SignalRule;
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

/** Reads what a lead is judged by: engagement, fit, negative signals and the thresholds. */
final class ScoringReader {
  static final Duration POSITIVE = Duration.ofSeconds(1);
  private static final int MOST = 100_000;

  private final Set<String> signalTypes = new LinkedHashSet<>();
  private final Set<String> typesTaken = new HashSet<>();
  private final Set<String> ruleIds = new HashSet<>();
  private ConditionReader conditions = new ConditionReader(signalTypes, POSITIVE);

  /** The types that have a rule, known once {@link #scoring} was read. */
  Set<String> signalTypes() {
    return signalTypes;
  }

  /** Reads conditions over those types within the scoring window, once {@link #scoring} was read. */
  ConditionReader conditions() {
    return conditions;
  }

  /** How sequences read conditions, known once {@link #scoring} was read. */
  ConditionReader inSequence() {
    return conditions.inSequence();
  }

  ScoringRules scoring(Section section) {
    Duration window = section.duration("window", POSITIVE);
    Map<String, Integer> groups = new LinkedHashMap<>();
    if (section.has("groups")) {
      Section caps = section.section("groups");
      caps.keys().forEach(group -> groups.put(group, caps.integer(group, 0, MOST)));
    }
    List<SignalRule> rules =
        section.sections("rules").stream().map(rule -> signalRule(rule, groups.keySet())).toList();
    if (rules.isEmpty()) {
      section.problem("rules", "'scoring' needs 'rules', such as '- { signal: email_open, points: 2, label: e-mail opened }'");
    }
    Duration halfLife = halfLife(section);
    Duration reach = new ScoringRules(rules, List.of(), halfLife, window, groups, MOST, -MOST).reach();
    conditions = new ConditionReader(signalTypes, reach);
    List<BonusRule> bonuses = section.sections("bonuses").stream().map(this::bonus).toList();
    ScoringRules scoring = new ScoringRules(rules, bonuses, halfLife, window, groups,
        section.integer("cap", 1, MOST), section.integer("floor", -MOST, 0));
    section.end();
    return scoring;
  }

  private static @Nullable Duration halfLife(Section section) {
    Scalar given = section.optional("half-life");
    return given == null || given.text().equals("none") ? null : given.duration(POSITIVE);
  }

  private SignalRule signalRule(Section section, Set<String> groups) {
    String type = section.text("signal", "email_open");
    signalTypes.add(type);
    RuleTerms terms = RuleTermsReader.read(section);
    if (typesTaken.contains(type)) {
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
    for (String grade : section.keys()) {
      floor = section.integer(grade, 0, MOST);
      if (floor >= above) {
        section.problem(grade, "grade " + grade + " must need fewer points than the grade before it, which needs " + above);
      }
      above = floor;
      grades.add(new GradeFloor(grade, floor));
    }
    if (floor != 0) {
      section.problem("", "the last grade must need 0 points, so that every lead has a grade");
    }
    return grades;
  }

  List<NegativeRule> negatives(List<Section> sections) {
    List<NegativeRule> rules = new ArrayList<>();
    for (Section section : sections) {
      rules.add(new NegativeRule(id(section), conditions.read(section, "when"), section.integer("points", -MOST, 0),
          section.flag("disqualifies"), section.text("label", "student address")));
      section.end();
    }
    return rules;
  }

  QualificationRules qualification(Section section, ScoringRules scoring, FitRules fit) {
    Threshold mql = threshold(section.section("mql"), scoring.cap(), fit.cap());
    Threshold sql = threshold(section.section("sql"), scoring.cap(), fit.cap());
    if (mql.score() >= sql.score()) {
      section.problem("sql", "the SQL score (" + sql.score() + ") must be above the MQL score (" + mql.score() + ")");
    }
    if (mql.fit() > sql.fit()) {
      section.problem("sql", "the SQL fit (" + sql.fit() + ") must not be below the MQL fit (" + mql.fit() + ")");
    }
    List<String> direct = section.scalars("direct-intent").stream()
        .map(type -> type.reference(signalTypes, "scored signal type")).toList();
    QualificationRules rules = new QualificationRules(mql, sql, section.integer("hysteresis", 0, MOST), direct,
        section.integer("direct-intent-fit", 0, usable(fit.cap())), within(section, scoring.window()));
    section.end();
    return rules;
  }

  /** How old a request may be; the usual age, or the window where that is shorter, if the policy does not say. */
  private static Duration within(Section section, Duration window) {
    Scalar given = section.optional("direct-intent-within");
    if (given == null) {
      return window.compareTo(QualificationRules.USUAL_WITHIN) < 0 ? window : QualificationRules.USUAL_WITHIN;
    }
    Duration within = given.duration(POSITIVE);
    if (within.compareTo(window) > 0) {
      given.problem("'direct-intent-within' must not be longer than the scoring window, because older signals are worth nothing");
    }
    return within;
  }

  /** A threshold above a cap could never be reached. */
  private static Threshold threshold(Section section, int scoreCap, int fitCap) {
    Threshold threshold =
        new Threshold(section.integer("score", 1, usable(scoreCap)), section.integer("fit", 0, usable(fitCap)));
    section.end();
    return threshold;
  }

  /** A cap of 1 stands for one that could not be read: that has been complained of. */
  private static int usable(int cap) {
    return cap > 1 ? cap : MOST;
  }

  private String id(Section section) {
    return unique(section, "id", section.text("id", "a-short-name"));
  }

  private String unique(Section section, String key, String id) {
    if (!id.isEmpty() && !ruleIds.add(id)) {
      section.problem(key, "two scoring rules have the id '" + id + "'; rename one");
    }
    return id;
  }
}
