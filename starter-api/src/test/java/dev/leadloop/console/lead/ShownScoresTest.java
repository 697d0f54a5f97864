package dev.leadloop.console.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.console.PageTimes;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import dev.leadloop.view.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class ShownScoresTest {
  @Test
  void whatIsShownOfPartsAddsUpToTheirSumAndIsNeverAHundredthAway() {
    Random random = new Random(11);
    for (int n = 0; n < 5_000; n++) {
      List<Long> parts = IntStream.range(0, random.nextInt(40)).mapToObj(i -> random.nextLong(-90_000_000, 90_000_000)).toList();
      long exact = parts.stream().mapToLong(one -> one).sum();
      long[] shown = ShownScores.hundredths(parts);
      long sum = 0;
      for (int i = 0; i < shown.length; i++) {
        assertThat(Math.abs(shown[i] * 10_000 - parts.get(i))).isLessThan(10_000);
        sum += shown[i];
      }
      assertThat(Math.abs(sum * 10_000 - exact)).as("%s", parts).isLessThanOrEqualTo(5_000);
    }
  }

  /** Random lives under the starter policy: the bars are one chain from nothing to the score that the scorer gives. */
  @Test
  void barsOfAnyLeadGoFromNothingToItsScoreWithoutAGap() {
    LeadPolicy policy = PolicyFiles.parse(starter(), 1, template -> true);
    List<String> types = policy.scoring().rules().stream().map(rule -> rule.signalType()).distinct().toList();
    Random random = new Random(7);
    Instant now = Instant.parse("2026-03-01T09:00:00Z");
    PageTimes times = new PageTimes(ZoneOffset.UTC, now);
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < 400; n++) {
      LeadProfile profile = profile(random);
      boolean poor = n % 10 == 0;
      List<Signal> signals = IntStream.range(0, random.nextInt(40))
          .mapToObj(i -> new Signal(
              "e" + i, poor || random.nextInt(6) == 0 ? "careers_page_view" : types.get(random.nextInt(types.size())),
              now.minusSeconds(random.nextInt(20_000_000)), Map.of(), random.nextInt(15) == 0))
          .toList();
      ScoreCard card = Scoring.score(profile, signals, policy, now);
      ScoreSummary told = Scoring.summary(profile, signals, policy, now);
      ShownScores shown =
          ShownScores.of(new ScoredLine(card.summary(), now), new Scores.Explained(card, policy, Map.of()), times);
      List<ScoreBar> chain = new ArrayList<>();
      shown.scores().subList(0, 2).forEach(one -> one.parts().forEach(part -> chain.add(part.bar())));
      if (shown.floor() != null) {
        chain.add(shown.floor().bar());
        seen.add("floor");
      }
      assertThat(follows(0, chain)).as("life %d", n).isEqualTo(100L * told.score()).isEqualTo(shown.whole().to());
      long[] beside = {told.fit(), told.product(), told.account()};
      for (int i = 0; i < beside.length; i++) {
        ShownScores.OneScore one = shown.scores().get(2 + i);
        assertThat(follows(0, one.parts().stream().map(ShownScores.Part::bar).toList())).as("life %d, %s", n, one.name())
            .isEqualTo(100 * beside[i]);
      }
      chain.forEach(bar -> {
        assertThat(bar.x()).isBetween(0L, 1_000L);
        assertThat(bar.x() + bar.width()).isBetween(0L, 1_004L);
        assertThat(bar.agedX() + bar.agedWidth()).isLessThanOrEqualTo(1_000L);
        seen.add(bar.loss() ? "loss" : "gain");
        seen.add(bar.agedWidth() > 0 ? "aged" : "fresh");
      });
    }
    assertThat(seen).as("what the lives had").contains("loss", "gain", "aged", "fresh", "floor");
  }

  private static long follows(long from, List<ScoreBar> bars) {
    long at = from;
    for (ScoreBar bar : bars) {
      assertThat(bar.from()).isEqualTo(at);
      at = bar.to();
    }
    return at;
  }

  private static LeadProfile profile(Random random) {
    LeadProfile profile = new LeadProfile(
        true, EmailKind.BUSINESS, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    Map<String, List<String>> facts = Map.of(
        "title", List.of("Marketing Director", "Student", "CEO", "Researcher"),
        "companySize", List.of("5", "150", "4000"),
        "industry", List.of("software", "education"),
        "country", List.of("US", "DE"));
    for (Map.Entry<String, List<String>> fact : new TreeMap<>(facts).entrySet()) {
      if (random.nextBoolean()) {
        profile = profile.saying(fact.getKey(), fact.getValue().get(random.nextInt(fact.getValue().size())));
      }
    }
    return profile;
  }

  private static String starter() {
    try {
      return new ClassPathResource("policies/starter.yaml").getContentAsString(StandardCharsets.UTF_8)
          .replace("floor: -100", "floor: -5");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
