package dev.leadloop.policyfile;

import static dev.leadloop.policyfile.ScoringReader.MOST;
import static dev.leadloop.policyfile.ScoringReader.POSITIVE;
import static dev.leadloop.policyfile.ScoringReader.usable;

import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads when a lead is ready: one threshold of score and fit, or several ways of which the first that holds counts. */
final class QualificationReader {
  private static final Set<String> BY = Set.of("score", "product", "account");

  private final ScoringRules scoring;
  private final ScoringRules product;
  private final AccountRules account;
  private final FitRules fit;

  QualificationReader(ScoringRules scoring, ScoringRules product, AccountRules account, FitRules fit) {
    this.scoring = scoring;
    this.product = product;
    this.account = account;
    this.fit = fit;
  }

  /**
   * The thresholds and what goes with them.
   *
   * @param signalTypes those that have a rule
   * @param ids reads the id of a rule
   */
  QualificationRules read(Section section, Set<String> signalTypes, Function<Section, String> ids) {
    List<Way> below = ways(section, "mql");
    List<Threshold> mql = below.stream().map(Way::threshold).toList();
    List<Way> sql = ways(section, "sql");
    if (below.stream().allMatch(Way::sound)) {
      sql.stream().filter(Way::sound)
          .forEach(way -> checkAbove(way, mql.stream().filter(one -> one.by() == way.threshold().by()).toList()));
    }
    List<String> direct = section.scalars("direct-intent").stream()
        .map(type -> type.reference(signalTypes, "scored signal type")).toList();
    List<Threshold> sales = sql.stream().map(Way::threshold).toList();
    QualificationRules rules = new QualificationRules(mql, sales, section.integer("hysteresis", 0, MOST), direct,
        section.integer("direct-intent-fit", 0, usable(fit.cap())), within(section, scoring.window()),
        new BelowReader(scoring, product, account, fit).read(section, ids));
    section.end();
    return rules;
  }

  /**
   * A way and where it is written.
   *
   * @param sound whether it could be read; the numbers of another stand for those that were meant, and say nothing
   */
  private record Way(Section section, Threshold threshold, boolean sound) {}

  private List<Way> ways(Section section, String key) {
    if (!section.isList(key)) {
      return List.of(pair(section.section(key)));
    }
    List<Way> ways = new ArrayList<>();
    section.sections(key).forEach(way -> ways.add(way(way)));
    if (ways.isEmpty()) {
      section.problem(key, "'" + key + "' needs at least one way, such as '- { by: score, score: 50, fit: 20 }'");
    }
    return ways;
  }

  private Way pair(Section section) {
    int before = section.problems().count();
    Threshold threshold =
        new Threshold(section.integer("score", 1, most(QualifyingNumber.SCORE)),
            section.integer("fit", 0, most(QualifyingNumber.FIT)));
    section.end();
    return new Way(section, threshold, section.problems().count() == before);
  }

  private Way way(Section section) {
    int before = section.problems().count();
    String by = section.reference("by", BY, "kind of evidence");
    Map<QualifyingNumber, Integer> least = new EnumMap<>(QualifyingNumber.class);
    NumberKeys.ALL.forEach((key, measure) -> {
      if (measure != QualifyingNumber.NEGATIVE && section.has(key)
          && NumberKeys.isKnown(section, key, product, account)) {
        least.put(measure, section.integer(key, measure == QualifyingNumber.FIT ? 0 : 1, most(measure)));
      }
    });
    if (BY.contains(by)) {
      checkProves(section, by);
    }
    section.end();
    QualifiedBy kind = BY.contains(by) ? QualifiedBy.valueOf(by.toUpperCase(Locale.ROOT)) : QualifiedBy.SCORE;
    return new Way(section, new Threshold(kind, least), section.problems().count() == before);
  }

  private static void checkProves(Section section, String by) {
    boolean proves = switch (by) {
      case "product" -> section.has("product");
      case "account" -> section.has("account") || section.has("people-active");
      default -> section.has("score") || section.has("engagement") || section.has("predicted");
    };
    if (!proves) {
      String asked = switch (by) {
        case "product" -> "'product'";
        case "account" -> "'account' or 'people-active'";
        default -> "'score', 'engagement' or 'predicted'";
      };
      section.problem("by", "a way 'by: " + by + "' asks for " + asked + "; add it, or say by what else leads are ready");
    }
  }

  /** A threshold above a cap could never be reached. */
  private int most(QualifyingNumber measure) {
    return switch (measure) {
      case SCORE, ENGAGEMENT -> usable(scoring.cap());
      case FIT -> usable(fit.cap());
      case PRODUCT -> usable(product.cap());
      case ACCOUNT -> usable(account.cap());
      case PEOPLE_ACTIVE -> MOST;
      case PREDICTED -> NumberKeys.CERTAIN;
      case NEGATIVE -> 0;
    };
  }

  /** An SQL by some evidence must be more than an MQL by the same; of several ways to an MQL, more than one of them. */
  private static void checkAbove(Way way, List<Threshold> mql) {
    Threshold sql = way.threshold();
    if (mql.isEmpty() || mql.stream().anyMatch(below -> isAbove(sql, below))) {
      return;
    }
    String by = sql.by().trigger();
    if (mql.size() > 1) {
      way.section().problem("",
          "this way to an SQL by " + by + " must ask for all that a way to an MQL by " + by + " asks for, and for more");
      return;
    }
    boolean less = false;
    for (Map.Entry<QualifyingNumber, Integer> asked : mql.get(0).least().entrySet()) {
      QualifyingNumber measure = asked.getKey();
      boolean main = measure == QualifyingNumber.SCORE;
      int got = sql.of(measure);
      if (got < asked.getValue() || (main && got == asked.getValue())) {
        less = true;
        way.section().problem("", "the SQL " + measure.words() + " (" + got + ") must " + (main ? "be above" : "not be below")
            + " the MQL " + measure.words() + " (" + asked.getValue() + ")");
      }
    }
    if (!less) {
      way.section().problem("", "an SQL by " + by + " must ask for more than an MQL by " + by + "; raise one of its numbers");
    }
  }

  private static boolean isAbove(Threshold sql, Threshold mql) {
    boolean covers = mql.least().entrySet().stream().allMatch(asked -> sql.of(asked.getKey()) >= asked.getValue());
    Integer score = mql.least().get(QualifyingNumber.SCORE);
    return covers && (score == null ? !sql.least().equals(mql.least()) : sql.of(QualifyingNumber.SCORE) > score);
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
}
