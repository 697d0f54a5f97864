package dev.leadloop.lifecycle.words;

import dev.leadloop.account.AccountEvidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what was found about a company. */
final class CompanyWords {
  private static final String NO_LONGER = "Their company speaks through another of its people now, or through nobody";

  private CompanyWords() {}

  /** All of it, such as "Their company: 3 people active (finance, it); others asked: pricing page view twice". */
  static String of(@Nullable AccountEvidence evidence, UnaryOperator<String> labels) {
    if (evidence == null) {
      return NO_LONGER;
    }
    return inBrief(evidence)
        + (evidence.askedByOthers().isEmpty() ? "" : "; others: " + asked(evidence.askedByOthers(), labels))
        + (evidence.surges().isEmpty() ? "" : "; reads up on " + surges(evidence.surges()));
  }

  /** How many are active, and what they do. */
  static String inBrief(@Nullable AccountEvidence evidence) {
    return evidence == null
        ? NO_LONGER
        : "Their company: " + people(evidence.peopleActive())
            + (evidence.roles().isEmpty() ? "" : " (" + String.join(", ", evidence.roles()) + ")");
  }

  private static String people(int active) {
    return active == 1 ? "1 person active" : active + " people active";
  }

  private static String asked(List<AccountEvidence.Asked> asked, UnaryOperator<String> labels) {
    Map<String, Integer> times = new LinkedHashMap<>();
    asked.forEach(one -> times.merge(one.type(), 1, Integer::sum));
    return times.entrySet().stream()
        .map(one -> labels.apply(one.getKey()) + (one.getValue() == 1 ? "" : " " + one.getValue() + " times"))
        .collect(Collectors.joining(", "));
  }

  private static String surges(List<AccountEvidence.Surge> surges) {
    return surges.stream()
        .map(surge -> surge.topic() + " (" + surge.score() + " by " + surge.source() + ", " + Sentences.time(surge.at()) + ")")
        .collect(Collectors.joining(", "));
  }
}
