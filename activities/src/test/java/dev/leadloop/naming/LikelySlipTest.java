package dev.leadloop.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikelySlipTest {
  /** What rules of policies commonly read. */
  private static final Set<String> READ =
      Set.of("topic", "path", "amount", "seconds", "feature", "count", "seats", "budget", "authority", "need", "timeline",
          "language", "account_owner", "score", "source", "plan2", "form", "state");

  @ParameterizedTest
  @CsvSource({
      "Topic, topic", "topics, topic", "TOPIC, topic", "tpoic, topic", "toppic, topic", "Features, feature", "featrue, feature",
      "festure, feature", "fetaure, feature", "seat, seats", "Seats , seats", "buget, budget", "bugdet, budget", "budjet, budget",
      "accountOwner, account_owner", "account-owner, account_owner", "acount_ownr, account_owner", "langauge, language",
      "authorities, authority", "time line, timeline", "counts, count", "path_, path", "paths, path"
  })
  void aSlipHasItsName(String given, String meant) {
    assertThat(LikelySlip.of(given, READ)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "topic", "tonic", "optic", "account", "mount", "page", "plan", "plan1", "plan3", "from", "fort", "scope", "store", "stats",
      "stage", "course", "resource", "needs2", "deed", "authorize", "author", "second_name", "budget_currency", "lang", "id", "s",
      "", " ", "utm_source", "count1", "featured_on", "seated", "path/of/it", "\u0000", "\ud83d", "主题", "😀😀😀"
  })
  void anotherWordHasNone(String given) {
    assertThat(LikelySlip.of(given, READ)).isEmpty();
  }

  @Test
  void everySlipOfOneLetterInALongNameIsFoundAndNeverOneInAnother() {
    List<String> names = List.of("lifecycle_stage", "purchase_timeline", "monthly_revenue");
    for (String name : names) {
      for (int i = 1; i < name.length(); i++) {
        String without = name.substring(0, i) + name.substring(i + 1);
        String other = name.substring(0, i) + (name.charAt(i) == 'q' ? 'x' : 'q') + name.substring(i + 1);
        assertThat(LikelySlip.of(without, names)).as(without).contains(name);
        assertThat(LikelySlip.of(other, names)).as(other).contains(name);
        assertThat(LikelySlip.of(other, List.of(names.get((names.indexOf(name) + 1) % 3)))).as(other).isEmpty();
      }
    }
  }

  @Test
  void hostileNamesCostNothing() {
    Set<String> known = new TreeSet<>(IntStream.range(0, 500).mapToObj(i -> "property_name_number_" + i).toList());
    assertTimeout(Duration.ofSeconds(5), () -> {
      assertThat(LikelySlip.of("a".repeat(1_000_000), known)).isEmpty();
      assertThat(LikelySlip.of("topic".repeat(200_000), known)).isEmpty();
      for (int i = 0; i < 1_000; i++) {
        assertThat(LikelySlip.of("pro" + "p".repeat(i % 90), known)).isEmpty();
      }
    });
  }
}
