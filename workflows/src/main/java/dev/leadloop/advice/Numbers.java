package dev.leadloop.advice;

import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The numbers of a lead.
 *
 * @param fresh what it has shown since it was given back; 0 where that does not matter
 */
record Numbers(Map<QualifyingNumber, Integer> all, int fresh, int freshAsked) {
  int of(QualifyingNumber measure) {
    return all.getOrDefault(measure, 0);
  }

  /** How many points there are to go on that way, all numbers together. */
  int missing(Threshold way) {
    int missing = Math.max(0, freshAsked - fresh);
    for (Map.Entry<QualifyingNumber, Integer> asked : way.least().entrySet()) {
      missing += Math.max(0, asked.getValue() - of(asked.getKey()));
    }
    return missing;
  }

  /** The same with other numbers of the company. */
  Numbers with(ToIntFunction<QualifyingNumber> company) {
    Map<QualifyingNumber, Integer> other = new EnumMap<>(all);
    other.put(QualifyingNumber.ACCOUNT, company.applyAsInt(QualifyingNumber.ACCOUNT));
    other.put(QualifyingNumber.PEOPLE_ACTIVE, company.applyAsInt(QualifyingNumber.PEOPLE_ACTIVE));
    return new Numbers(other, fresh, freshAsked);
  }
}
