package dev.leadloop.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.check.PolicyChecks;
import dev.leadloop.policyfile.check.PolicyChecks.Checked;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A document that was looked over is not looked over again, and what is told of it is the same. */
class RecentLooksTest {
  private static final String STARTER = PolicyCatalog.starter();
  private static final LeadPolicy BEFORE = PolicyFiles.parse(STARTER, 1, template -> true);

  private final RecentLooks recent = new RecentLooks();

  private static String named(String name) {
    return STARTER.replaceFirst("(?m)^name: .*$", "name: " + name);
  }

  private Checked at(String document) {
    return recent.at(document, BEFORE, template -> true);
  }

  @Test
  void theSameDocumentIsLookedOverOnce() {
    String document = named("Ours");
    Checked first = at(document);
    assertThat(at(new String(document))).isSameAs(first);
    assertThat(recent.at(document, PolicyFiles.parse(STARTER, 2, template -> true), template -> true))
        .as("another version is in force").isNotSameAs(first);
    assertThat(at(named("Theirs"))).isNotSameAs(first);
    assertThat(at(document)).isSameAs(first);
  }

  @Test
  void whatIsToldIsWhatALookOfItsOwnTells() {
    String document = STARTER.replace(
        "      - { id: comparison, after: 5d, template: nurture/4-comparison, label: comparison guide }\n", "")
        .replace("    email: 30", "    email: 3");
    for (int leads : new int[] {0, 1, 7}) {
      assertThat(at(document).report((sequence, step) -> leads).warnings())
          .isEqualTo(PolicyChecks.report(document, template -> true, BEFORE, (sequence, step) -> leads).warnings())
          .anyMatch(warning -> warning.message().contains("'comparison' of the sequence 'nurture' is gone, and " + leads));
    }
    assertThat(at(document.replace("cap: 300", "cap: lots")).report((sequence, step) -> 0).errors()).hasSize(1);
  }

  @Test
  void aTemplateThatComesOrGoesIsNoticed() {
    Set<String> templates = new HashSet<>();
    assertThat(recent.at(STARTER, BEFORE, templates::contains).report((sequence, step) -> 0).policy()).isNull();
    assertThat(recent.at(STARTER, BEFORE, template -> true).report((sequence, step) -> 0).policy()).isNotNull();
    assertThat(recent.at(STARTER, BEFORE, templates::contains).report((sequence, step) -> 0).errors()).isNotEmpty();
  }

  @Test
  void fewAreKept() {
    Checked first = at(named("P0"));
    IntStream.rangeClosed(1, 11).forEach(i -> at(named("P" + i)));
    assertThat(at(named("P0"))).as("twelve are").isSameAs(first);
    IntStream.rangeClosed(12, 23).forEach(i -> at(named("P" + i)));
    assertThat(at(named("P0"))).as("the one looked at longest ago is not").isNotSameAs(first);
  }

  @Test
  void aPageThatIsOpenedAgainTakesNoTimeForADocumentOfThousandsOfRules() {
    StringBuilder rules = new StringBuilder("\n  rules:\n");
    IntStream.range(0, 3_000).forEach(i -> rules.append("    - { id: r").append(i).append(", signal: thing, points: 3, label: l")
        .append(i).append(", where: { property: n, in: [v").append(i).append(", w").append(i).append("] } }\n"));
    String document = STARTER.replaceFirst("\n  rules:\n", rules.toString());
    long start = cpu();
    at(document);
    long first = cpu() - start;
    long again = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      start = cpu();
      at(document).report((sequence, step) -> 0);
      again = Math.min(again, cpu() - start);
    }
    System.out.println("3,000 rules looked over in " + first / 1_000 + " us, again in " + again / 1_000 + " us");
    assertThat(again).isLessThan(first / 10);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
