package dev.leadloop.scoring;

import static dev.leadloop.scoring.ScoringFixtures.NOW;
import static dev.leadloop.scoring.ScoringFixtures.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.NegativeCaps;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.scoring.ScoreCard.CapCut;
import dev.leadloop.scoring.ScoreCard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CutsInWordsTest {
  private static final LeadPolicy POLICY = ScoringFixtures.policy(null);

  /** Each cap with what it took from parts of one label, in points. */
  private static Map<String, Long> cuts(ScoreCard card) {
    Map<String, Double> cuts = new TreeMap<>();
    card.contributions().forEach(part -> part.cutBy().forEach(cut ->
        cuts.merge(part.label() + ": " + CutsInWords.of(part.layer(), cut), cut.points(), Double::sum)));
    return cuts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, cut -> Math.round(cut.getValue())));
  }

  @Test
  void eachCapThatCutIsNamedWithWhatItIsFor() {
    List<Signal> signals = new ArrayList<>(List.of(daysAgo("email_click", 1), daysAgo("email_click", 2)));
    for (int i = 0; i < 7; i++) {
      signals.add(daysAgo("email_open", 10 + i));
    }
    ScoreCard card = Scoring.score(ScoringFixtures.director(null), signals, POLICY, NOW);
    assertThat(cuts(card)).containsEntry("e-mail clicked: the group mail gives no more than 12", 6L)
        .containsEntry("e-mail opened: its rule gives no more than 10", 4L);
    assertThat(card.contributions()).filteredOn(part -> !part.cutBy().isEmpty()).extracting(part -> part.group())
        .containsOnly("mail");
  }

  @Test
  void capsOfWhatIsTakenOffAndOfFitAreNamedToo() {
    NegativeRule student = new NegativeRule("student", ScoringFixtures.STUDENT.when(), -40, LeadsTo.POINTS, "who", "student");
    LeadPolicy policy = ScoringFixtures.with(POLICY, POLICY.scoring().with(new NegativeCaps(Map.of("who", 30), 25)),
        POLICY.fit(), List.of(student));
    ScoreCard card = Scoring.score(ScoringFixtures.person(null, null, EmailKind.STUDENT), List.of(), policy, NOW);
    assertThat(card.summary().negative()).isEqualTo(-25);
    assertThat(cuts(card)).containsExactlyInAnyOrderEntriesOf(Map.of(
        "student: the group who takes no more than 30", 10L, "student: all of that takes no more than 25", 5L));
    ScoreCard fit = Scoring.score(ScoringFixtures.director(100), List.of(), POLICY, NOW);
    assertThat(fit.contributions()).filteredOn(part -> part.rule().equals("business")).singleElement()
        .satisfies(part -> assertThat(part.cutBy()).containsExactly(new CapCut(Kind.TOTAL_CAP, "cap", 60, 10)));
    assertThat(cuts(fit)).isEqualTo(Map.of("business address: fit gives no more than 60", 10L));
  }
}
