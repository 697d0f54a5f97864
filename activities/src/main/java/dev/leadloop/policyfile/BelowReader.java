package dev.leadloop.policyfile;

import static dev.leadloop.policyfile.ScoringReader.MOST;
import static dev.leadloop.policyfile.ScoringReader.POSITIVE;
import static dev.leadloop.policyfile.ScoringReader.usable;

import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.BelowRule.LeadsTo;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads what becomes of leads whose numbers lie below; the numbers are called as the ways to be ready call them. */
final class BelowReader {
  private static final String KEY = "below";
  private static final String SUPPRESS = "suppress";
  private static final String DISQUALIFY = "disqualify";

  private final ScoringRules scoring;
  private final ScoringRules product;
  private final AccountRules account;
  private final FitRules fit;

  BelowReader(ScoringRules scoring, ScoringRules product, AccountRules account, FitRules fit) {
    this.scoring = scoring;
    this.product = product;
    this.account = account;
    this.fit = fit;
  }

  /**
   * The rules of the section; none where it has no key for them.
   *
   * @param ids reads the id of a rule
   */
  List<BelowRule> read(Section qualification, Function<Section, String> ids) {
    return qualification.sections(KEY).stream().map(rule -> rule(rule, ids)).toList();
  }

  private BelowRule rule(Section section, Function<Section, String> ids) {
    String id = ids.apply(section);
    Map<QualifyingNumber, Integer> below = new EnumMap<>(QualifyingNumber.class);
    int before = section.problems().count();
    NumberKeys.ALL.forEach((key, measure) -> {
      if (section.has(key) && NumberKeys.isKnown(section, key, product, account)) {
        below.put(measure, section.integer(key, least(measure), most(measure)));
      }
    });
    if (below.isEmpty() && section.problems().count() == before) {
      section.problem("", "a rule of 'below' says below what a lead lies; name a number of " + NumberKeys.ALL.keySet()
          + ", such as 'engagement: 10'");
    }
    Scalar after = section.optional("after");
    LeadsTo leadsTo = section.reference("leads-to", Set.of(SUPPRESS, DISQUALIFY), "path of what lies below").equals(SUPPRESS)
        ? LeadsTo.SUPPRESS : LeadsTo.DISQUALIFY;
    BelowRule rule = new BelowRule(id, below, after == null ? null : after.duration(POSITIVE), leadsTo,
        section.text("label", "too little interest"));
    section.end();
    return rule;
  }

  /** No number can lie below the least it may be. */
  private int least(QualifyingNumber measure) {
    Integer taken = scoring.negativeCaps().total();
    return switch (measure) {
      case SCORE -> scoring.floor() + 1;
      case NEGATIVE -> taken == null ? -MOST : 1 - taken;
      case ENGAGEMENT, FIT, PRODUCT, ACCOUNT, PEOPLE_ACTIVE, PREDICTED -> 1;
    };
  }

  private int most(QualifyingNumber measure) {
    return switch (measure) {
      case SCORE, ENGAGEMENT -> usable(scoring.cap());
      case NEGATIVE -> 0;
      case FIT -> usable(fit.cap());
      case PRODUCT -> usable(product.cap());
      case ACCOUNT -> usable(account.cap());
      case PEOPLE_ACTIVE -> MOST;
      case PREDICTED -> NumberKeys.CERTAIN;
    };
  }
}
