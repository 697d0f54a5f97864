package dev.leadloop.policyfile;

import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.RuleTerms.HalfLife;
import dev.leadloop.policy.scoring.RuleTerms.Turns;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which signals a rule of scoring is for, how many of them count, and how they age. */
final class RuleTermsReader {
  private static final int LATEST = 1_000;

  private RuleTermsReader() {}

  static RuleTerms read(Section section) {
    Scalar oncePer = section.optional("once-per");
    Scalar window = section.optional("window");
    return new RuleTerms(
        PropertyTestReader.read(section), turns(section), oncePer == null ? null : oncePer.text(), halfLife(section),
        window == null ? null : window.duration(ScoringReader.POSITIVE), per(section));
  }

  private static Turns turns(Section section) {
    List<String> given = List.of("only", "nth", "from-nth").stream().filter(section::has).toList();
    if (given.size() > 1) {
      section.problem(given.get(1), "a rule has one of only, nth and from-nth; keep '" + given.get(0) + "' or '" + given.get(1)
          + "'");
    }
    if (given.isEmpty()) {
      return Turns.EVERY;
    }
    return switch (given.get(0)) {
      case "only" -> {
        section.reference("only", Set.of("first"), "turn");
        yield new Turns(1, 1);
      }
      case "nth" -> {
        int nth = section.integer("nth", 1, LATEST);
        yield new Turns(nth, nth);
      }
      default -> new Turns(section.integer("from-nth", 2, LATEST), Integer.MAX_VALUE);
    };
  }

  private static @Nullable HalfLife halfLife(Section section) {
    Scalar given = section.optional("half-life");
    if (given == null) {
      return null;
    }
    Duration time = given.text().equals("none") ? null : given.duration(ScoringReader.POSITIVE);
    return new HalfLife(time);
  }

  private static @Nullable String per(Section section) {
    Scalar per = section.optional("per");
    if (per == null) {
      return null;
    }
    if (!section.has("cap")) {
      section.problem("per", "'per' multiplies the points by a number that others send; say with 'cap' how many there may be");
    }
    return per.text();
  }
}
