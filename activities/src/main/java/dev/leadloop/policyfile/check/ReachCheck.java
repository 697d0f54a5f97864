package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.FitRules.GradeFloor;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policyfile.NumberKeys;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Thresholds and grades that no lead can reach, whatever it does and whoever it is. */
final class ReachCheck implements PolicyCheck {
  @Override
  public List<Problem> look(Looked looked, DocumentLines lines) {
    LeadPolicy policy = looked.policy();
    List<Problem> found = new ArrayList<>();
    thresholds("mql", policy.qualification().mql(), looked, lines, found);
    thresholds("sql", policy.qualification().sql(), looked, lines, found);
    int direct = policy.qualification().directIntentFit();
    long fit = looked.greatest(QualifyingNumber.FIT);
    if (direct > fit) {
      found.add(lines.at("no lead can reach the fit of " + direct + " that a request needs to be handed over at once: the rules"
          + " of 'fit' give " + fit + " at most", "qualification", "direct-intent-fit"));
    }
    for (GradeFloor grade : policy.fit().grades()) {
      if (grade.atLeast() > fit) {
        found.add(lines.at("no lead can have grade " + grade.grade() + ": the rules of 'fit' give " + fit + " at most", "fit",
            "grades", grade.grade()));
      }
    }
    return found;
  }

  private static void thresholds(
      String name, List<Threshold> ways, Looked looked, DocumentLines lines, List<Problem> found) {
    for (int i = 0; i < ways.size(); i++) {
      for (Map.Entry<QualifyingNumber, Integer> least : ways.get(i).least().entrySet()) {
        QualifyingNumber measure = least.getKey();
        long most = looked.greatest(measure);
        if (least.getValue() > most) {
          found.add(lines.at("no lead can reach the " + measure.words() + " of " + least.getValue() + ": the rules of '"
              + section(measure) + "' give " + most + " at most", "qualification", name, i,
              NumberKeys.of(measure)));
        }
      }
    }
  }

  /** The section whose rules give the points of a number. */
  static String section(QualifyingNumber measure) {
    return switch (measure) {
      case SCORE, ENGAGEMENT -> "scoring";
      case NEGATIVE -> "negatives";
      case FIT -> "fit";
      case PRODUCT -> "product";
      case ACCOUNT, PEOPLE_ACTIVE -> "account";
      case PREDICTED -> "qualification";
    };
  }
}
