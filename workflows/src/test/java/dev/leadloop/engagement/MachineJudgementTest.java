package dev.leadloop.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.engagement.Observation.Kind;
import dev.leadloop.engagement.Observation.Marks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineJudgementTest {
  private static final Instant DELIVERED = Instant.parse("2026-03-02T09:00:00Z");
  private static final String BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0";

  private static Observation one(Kind kind, long secondsAfter, String agent, @Nullable String link, Marks marks) {
    return new Observation(
        kind + "-" + secondsAfter + "-" + link, kind, DELIVERED.plusSeconds(secondsAfter), agent, link, marks);
  }

  private static Observation click(long secondsAfter, String link) {
    return one(Kind.CLICK, secondsAfter, BROWSER, link, Marks.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    // kind, seconds after delivery, agent, reported, head, hidden, reason
    "OPEN, 60, person, false, false, false,",
    "OPEN, 60, person, true, false, false, the provider says a machine did it",
    "OPEN, 60, Mozilla/5.0, false, false, false, fetched by a proxy or scanner",
    "OPEN, 4, person, false, false, false, within seconds of delivery",
    "OPEN, 5, person, false, false, false,",
    "CLICK, 60, person, false, false, false,",
    "CLICK, 60, person, false, true, false, a look without a reader",
    "CLICK, 60, person, false, false, true, a link no person can see",
    "CLICK, 60, python-requests/2.32.3, false, false, false, fetched by a proxy or scanner",
    "CLICK, 9, person, false, false, false, within seconds of delivery",
    "CLICK, -2, person, false, false, false, within seconds of delivery",
    "CLICK, 10, person, false, false, false,"
  })
  void oneObservationIsJudgedByItsMarks(
      Kind kind, long after, String agent, boolean reported, boolean head, boolean hidden, @Nullable String reason) {
    Observation seen =
        one(kind, after, agent.equals("person") ? BROWSER : agent, "/a", new Marks(reported, head, hidden));
    List<String> reasons = new ArrayList<>(MachineJudgement.judge(List.of(seen), DELIVERED).values());
    assertThat(reasons).isEqualTo(reason == null ? List.of() : List.of(reason));
  }

  @Test
  void severalDifferentLinksWithinTenSecondsAreAScanner() {
    List<Observation> scanned = List.of(click(100, "/a"), click(104, "/b"), click(110, "/c"));
    assertThat(MachineJudgement.judge(scanned, DELIVERED)).hasSize(3);
    assertThat(MachineJudgement.judge(List.of(click(100, "/a"), click(111, "/b")), DELIVERED)).isEmpty();
    assertThat(MachineJudgement.judge(List.of(click(100, "/a"), click(103, "/a")), DELIVERED)).isEmpty();
  }

  @Test
  void withoutATimeOfDeliveryNothingIsTooSoon() {
    assertThat(MachineJudgement.judge(List.of(click(1, "/a")), null)).isEmpty();
  }

  @Test
  void moreObservationsInAnyOrderNeverAcquit() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Observation> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(
            new Observation(
                "e" + i, random.nextBoolean() ? Kind.CLICK : Kind.OPEN, DELIVERED.plusSeconds(random.nextInt(120) - 5),
                BROWSER, "/" + random.nextInt(3), Marks.NONE));
      }
      Collections.shuffle(all, random);
      Set<String> found = new TreeSet<>();
      for (int n = 1; n <= all.size(); n++) {
        Set<String> now = MachineJudgement.judge(all.subList(0, n), n < 4 ? null : DELIVERED).keySet();
        assertThat(now).as("seed " + seed).containsAll(found);
        found.addAll(now);
      }
    }
  }
}
