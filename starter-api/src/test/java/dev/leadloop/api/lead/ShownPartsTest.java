package dev.leadloop.api.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.lead.ShownParts.Part;
import dev.leadloop.scoring.ScoreCard.CapCut;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** However many signals a lead has, an answer shows so many, and its parts add up to what all of them come to. */
class ShownPartsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void partsAddUpToTheSameToTheMillionthHoweverFewAreShown() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Contribution> parts = parts(random, random.nextInt(400));
      int most = random.nextInt(60);
      List<Part> shown = ShownParts.of(parts, most);
      List<Contribution> lines = shown.stream().map(Part::contribution).toList();
      assertThat(sums(lines, Contribution::counted)).as("seed %d", seed).isEqualTo(sums(parts, Contribution::counted));
      assertThat(sums(lines, Contribution::decayed)).as("seed %d", seed).isEqualTo(sums(parts, Contribution::decayed));
      assertThat(cut(lines)).as("seed %d", seed).isEqualTo(cut(parts));
      long signals = parts.stream().filter(part -> part.kind() == Kind.SIGNAL).count();
      assertThat(shown.stream().mapToInt(Part::signals).sum()).as("seed %d", seed).isEqualTo((int) signals);
      assertThat(lines.stream().filter(part -> part.eventId() != null)).as("seed %d", seed)
          .hasSize((int) Math.min(most, signals));
      assertThat(lines.stream().filter(part -> part.kind() != Kind.SIGNAL).toList()).as("seed %d", seed)
          .isEqualTo(parts.stream().filter(part -> part.kind() != Kind.SIGNAL).toList());
      double least = lines.stream().filter(part -> part.eventId() != null).mapToDouble(Contribution::counted).min().orElse(0);
      List<String> ids = lines.stream().map(Contribution::eventId).toList();
      assertThat(parts.stream().filter(part -> part.kind() == Kind.SIGNAL && !ids.contains(part.eventId())))
          .as("seed %d: none that is not shown weighs more", seed).allMatch(part -> most == 0 || part.counted() <= least);
    }
  }

  @Test
  void twentyThousandSignalsAreAFewHundredParts() {
    List<Part> shown = ShownParts.of(parts(new Random(1), 20_000), 200);
    assertThat(shown).hasSizeLessThanOrEqualTo(220);
    assertThat(shown.get(shown.size() - 1).contribution().label()).matches("rule \\d, \\d+ signals more");
  }

  private static List<Contribution> parts(Random random, int count) {
    List<Contribution> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int rule = random.nextInt(5);
      double points = random.nextInt(25_000_000) / 1e6;
      boolean signal = i >= 10;
      parts.add(new Contribution(
          random.nextBoolean() ? Layer.ENGAGEMENT : Layer.PRODUCT, signal ? Kind.SIGNAL : Kind.BONUS, "rule" + rule,
          "rule " + rule, signal ? "e" + i : null, signal ? NOW.minusSeconds(random.nextInt(1_000)) : null, 25, points,
          random.nextInt(3) == 0 ? 0 : points, null,
          random.nextBoolean() ? List.of() : List.of(new CapCut(Kind.RULE_CAP, "rule" + rule, 50, points / 2)), null));
    }
    return parts;
  }

  private static Map<Layer, Long> sums(List<Contribution> parts, ToDoubleFunction<Contribution> points) {
    return parts.stream().collect(
        Collectors.groupingBy(Contribution::layer, Collectors.summingLong(part -> Math.round(points.applyAsDouble(part) * 1e6))));
  }

  private static long cut(List<Contribution> parts) {
    return parts.stream().flatMap(part -> part.cutBy().stream()).mapToLong(cut -> Math.round(cut.points() * 1e6)).sum();
  }
}
