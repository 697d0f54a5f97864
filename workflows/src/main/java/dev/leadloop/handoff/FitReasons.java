package dev.leadloop.handoff;

import dev.leadloop.advice.RuleFacts;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a fit is made of, in words. */
public final class FitReasons {
  private FitReasons() {}

  /**
   * The rules that counted, each with its points, such as "100 people or more (company size found by file) +20"; they add up
   * to the fit.
   *
   * @param policy the version the score was made under
   * @param found the facts that nobody said
   */
  public static List<String> of(ScoreCard card, LeadPolicy policy, List<FoundFact> found) {
    return card.contributions().stream()
        .filter(part -> part.layer() == Layer.FIT && part.counted() != 0)
        .map(part -> part.label() + marked(part, policy, found) + " +" + Math.round(part.counted()))
        .toList();
  }

  private static String marked(Contribution part, LeadPolicy policy, List<FoundFact> found) {
    Set<String> facts = found.isEmpty() ? Set.of() : RuleFacts.of(policy, part);
    String marks = found.stream()
        .filter(one -> facts.contains(one.fact()))
        .map(one -> one.called() + " " + one.source())
        .collect(Collectors.joining(", "));
    return marks.isEmpty() ? "" : " (" + marks + ")";
  }
}
