package dev.leadloop.policyfile;

import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policyfile.yaml.Section;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What documents call the numbers that leads are judged by. */
public final class NumberKeys {
  private static final Set<String> OF_ACCOUNT = Set.of("account", "people-active");

  /** Each number by its key, in the order in which they are told. */
  static final Map<String, QualifyingNumber> ALL = all();

  /** The most that a predictive score can be. */
  static final int CERTAIN = 100;

  private NumberKeys() {}

  private static Map<String, QualifyingNumber> all() {
    Map<String, QualifyingNumber> all = new LinkedHashMap<>();
    for (QualifyingNumber measure : QualifyingNumber.values()) {
      all.put(of(measure), measure);
    }
    return Collections.unmodifiableMap(all);
  }

  /** The key of a number, such as "people-active". */
  public static String of(QualifyingNumber measure) {
    return measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A number that the policy gives no points for says nothing; the section is told so. */
  static boolean isKnown(Section section, String key, ScoringRules product, AccountRules account) {
    String missing = key.equals("product") && product.rules().isEmpty() ? "product"
        : OF_ACCOUNT.contains(key) && account.rules().isEmpty() ? "account" : null;
    if (missing != null) {
      section.problem(key,
          "'" + key + "' is asked for, but the policy has no section '" + missing + "'; add it, or leave this out");
    }
    return missing == null;
  }
}
