package dev.leadloop.account.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Through whom of its people a company speaks. */
class BestContactTest {
  private static final Instant NOW = Instant.parse("2026-03-11T12:00:00Z");

  private static CompanyPerson person(String id, Stage stage, boolean suppressed, boolean givenBack, int score) {
    return new CompanyPerson(id, null, stage, suppressed, givenBack, score, 20, NOW);
  }

  private static CompanyPerson nurtured(String id, int score) {
    return person(id, Stage.NURTURING, false, false, score);
  }

  private static String best(List<CompanyPerson> people, String now) {
    return BestContact.of(people, now).map(CompanyPerson::leadId).orElse("nobody");
  }

  @Test
  void whomSalesGaveBackSpeaksOnlyWhereNobodyElseCan() {
    CompanyPerson refused = person("refused", Stage.NURTURING, false, true, 150);
    CompanyPerson finance = nurtured("finance", 12);
    assertThat(best(List.of(refused, finance), "refused")).as("who spoke until sales said no").isEqualTo("finance");
    assertThat(best(List.of(refused, finance), null)).isEqualTo("finance");
    assertThat(best(List.of(refused), "refused")).isEqualTo("refused");
    assertThat(best(List.of(refused, person("opted-out", Stage.NURTURING, true, false, 90)), null)).isEqualTo("refused");
    assertThat(best(List.of(refused, person("asked", Stage.SALES_QUALIFIED, false, false, 0)), null)).isEqualTo("asked");
  }

  @Test
  void whoSpeaksIsNotTakenOffByAFewPoints() {
    List<CompanyPerson> people = List.of(nurtured("a", 50), nurtured("b", 59));
    assertThat(best(people, "a")).isEqualTo("a");
    assertThat(best(people, null)).isEqualTo("b");
    assertThat(best(List.of(nurtured("a", 50), nurtured("b", 60)), "a")).isEqualTo("b");
  }

  /** By steps that each leave fewer, rather than by one order. */
  @Test
  void nobodyBetterIsPassedOverWhateverTheOrder() {
    Random random = new Random(20);
    for (int i = 0; i < 5_000; i++) {
      List<CompanyPerson> people = new ArrayList<>();
      for (int n = random.nextInt(7); n >= 0; n--) {
        people.add(person("p" + n, Stage.values()[random.nextInt(Stage.values().length)], random.nextBoolean(),
            random.nextInt(3) == 0, random.nextInt(60)));
      }
      Collections.shuffle(people, random);
      List<CompanyPerson> left = people.stream().filter(CompanyPerson::open).toList();
      if (left.stream().anyMatch(CompanyPerson::withSales)) {
        left = left.stream().filter(CompanyPerson::withSales).toList();
      }
      if (left.stream().anyMatch(one -> !one.givenBack())) {
        left = left.stream().filter(one -> !one.givenBack()).toList();
      }
      int most = left.stream().mapToInt(one -> one.score() + one.fit()).max().orElse(0);
      String told = "p" + random.nextInt(8);
      String found = best(people, told);
      if (left.isEmpty()) {
        assertThat(found).isEqualTo("nobody");
      } else {
        CompanyPerson one = left.stream().filter(each -> each.leadId().equals(found)).findFirst().orElseThrow();
        int worth = one.score() + one.fit();
        assertThat(worth).as("%s of %s, told %s", found, people, told).isGreaterThan(most - (found.equals(told) ? 10 : 1));
      }
    }
  }
}
