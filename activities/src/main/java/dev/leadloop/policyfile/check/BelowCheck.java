package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.BelowRule.LeadsTo;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policyfile.NumberKeys;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for what lies below that are for nobody, for everybody, for whoever has just come in, or for leads that are ready. */
final class BelowCheck implements PolicyCheck {
  @Override
  public List<Problem> look(Looked looked, DocumentLines lines) {
    LeadPolicy policy = looked.policy();
    List<Problem> found = new ArrayList<>();
    List<BelowRule> rules = policy.qualification().below();
    for (int i = 0; i < rules.size(); i++) {
      Place place = new Place(looked, rules.get(i), i, lines, found);
      place.bounds();
      if (rules.get(i).after() == null && rules.get(i).holds(number -> 0)) {
        place.newcomers();
      }
      policy.qualification().marketing().forEach(place::alsoReady);
      rules.stream().filter(place::isPastedOver).findFirst().ifPresent(place::pastedOver);
    }
    return found;
  }

  private record Place(Looked looked, BelowRule rule, int at, DocumentLines lines, List<Problem> found) {
    private void add(String message, String key) {
      found.add(lines.at(message, "qualification", "below", at, key));
    }

    private String does() {
      return rule.leadsTo() == LeadsTo.DISQUALIFY ? "closed" : "left without mail";
    }

    private void bounds() {
      for (Map.Entry<QualifyingNumber, Integer> limit : rule.below().entrySet()) {
        QualifyingNumber measure = limit.getKey();
        long most = looked.greatest(measure);
        long least = looked.least(measure);
        if (limit.getValue() <= least) {
          add("no lead has " + measure.words() + " below " + limit.getValue() + ": the rules of 'negatives' take " + -least
              + " at most", NumberKeys.of(measure));
        }
        if (most < limit.getValue()) {
          add("every lead has " + measure.words() + " below " + limit.getValue() + ": the rules of '"
              + ReachCheck.section(measure) + "' give " + most + " at most", NumberKeys.of(measure));
        }
      }
    }

    private void newcomers() {
      add("a lead that has just come in, of which nothing is known yet, is " + does() + " at once by the rule '" + rule.id()
          + "'; say how long it is nurtured first, such as 'after: 30d'", "after");
    }

    /**
     * A threshold that leads reach which lie below as well: they are ready, and the rule is not for them. The fit alone is no
     * evidence, and is looked at where the rule goes by nothing else.
     */
    private void alsoReady(Threshold way) {
      boolean byFit = rule.below().keySet().equals(Set.of(QualifyingNumber.FIT));
      for (Map.Entry<QualifyingNumber, Integer> limit : rule.below().entrySet()) {
        int asked = byFit == (limit.getKey() == QualifyingNumber.FIT) ? asked(way, limit.getKey()) : 0;
        if (asked > 0 && asked < limit.getValue() && rule.below().entrySet().stream()
            .noneMatch(other -> asked(way, other.getKey()) >= other.getValue())) {
          add("a lead with " + limit.getKey().words() + " from " + asked + " to " + (limit.getValue() - 1) + " is ready ("
              + way.by().called() + ") and is to be " + does() + " by the rule '" + rule.id() + "' at once: it stays ready;"
              + " ask for " + asked + " or less here", NumberKeys.of(limit.getKey()));
          return;
        }
      }
    }

    /** What a way asks of a number: who has a score has as much engagement. */
    private static int asked(Threshold way, QualifyingNumber measure) {
      return measure == QualifyingNumber.ENGAGEMENT
          ? Math.max(way.of(measure), way.of(QualifyingNumber.SCORE)) : measure == QualifyingNumber.NEGATIVE
              ? Integer.MIN_VALUE : way.of(measure);
    }

    /** Whether another rule is for all leads that this one is for, and goes first. */
    private boolean isPastedOver(BelowRule other) {
      boolean first = other.leadsTo() == rule.leadsTo()
          ? looked.policy().qualification().below().indexOf(other) < at : other.leadsTo() == LeadsTo.DISQUALIFY;
      return first && !other.from(Instant.EPOCH).isAfter(rule.from(Instant.EPOCH)) && other.below().entrySet().stream()
          .allMatch(limit -> rule.below().getOrDefault(limit.getKey(), Integer.MAX_VALUE) <= limit.getValue());
    }

    private void pastedOver(BelowRule other) {
      add("the rule '" + rule.id() + "' never decides: whoever it is for is " + (other.leadsTo() == LeadsTo.DISQUALIFY
          ? "closed" : "left without mail") + " by '" + other.id() + "'", "id");
    }
  }
}
