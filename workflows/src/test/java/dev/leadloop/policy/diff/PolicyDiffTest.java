package dev.leadloop.policy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PolicyDiffTest {
  private static final Pattern INSTEAD = Pattern.compile("(\\S+) instead of (\\S+)$");

  @Test
  void whateverARecordOfThePolicyHoldsIsToldWhenItChanges() {
    LeadPolicy before = new Samples().of(LeadPolicy.class);
    Set<String> told = new TreeSet<>();
    for (Samples.Mutant mutant : Samples.mutants("", before, false)) {
      List<PolicyChange> changes = PolicyDiff.between(before, (LeadPolicy) mutant.value());
      String last = mutant.place().substring(mutant.place().lastIndexOf('/') + 1);
      if (mutant.value().equals(before) || last.equals("LeadPolicy.version") || last.equals("LeadPolicy.contentHash")) {
        assertThat(changes).as(mutant.place()).isEmpty();
        continue;
      }
      assertThat(changes).as(mutant.place()).isNotEmpty().allSatisfy(change -> {
        assertThat(change.words()).doesNotContain("#").doesNotContain("|").doesNotContain("[").doesNotContain("  ");
        assertThat(change.words()).doesNotContain("{s}").doesNotContain("nothing further")
            .doesNotContain("leads to points instead").doesNotContain("once per none");
        assertThat(last.endsWith(" none") && change.words().matches(".*\\bnone\\b.*")).as(change.toString()).isFalse();
        Matcher same = INSTEAD.matcher(change.words());
        assertThat(same.find() && same.group(1).equals(same.group(2))).as(change.toString()).isFalse();
      });
      Arrays.stream(mutant.place().split("/")).forEach(part -> told.add(part.split(" ")[0]));
    }
    assertThat(told).containsAll(components());
  }

  @Test
  void policiesThatSayTheSameDifferInNothing() {
    LeadPolicy one = new Samples().of(LeadPolicy.class);
    assertThat(PolicyDiff.between(one, new Samples().of(LeadPolicy.class))).isEmpty();
    assertThat(PolicyDiff.between(TestPolicies.small(), TestPolicies.small())).isEmpty();
  }

  @Test
  void nothingThatCannotBeSeenStandsInAChange() {
    List<String> wrong = new ArrayList<>();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      int type = Character.getType(point);
      String words = new PolicyChange("scoring", "a" + Character.toString(point) + "b").words();
      boolean unseen = type == Character.FORMAT || type == Character.CONTROL;
      boolean gone = words.indexOf(point) < 0;
      boolean told = words.contains("[U+");
      if (gone != (unseen || told) || told != (unseen || gone)) {
        wrong.add(String.format("U+%04X", point));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(new PolicyChange("scoring", "is labelled \u202eevil\u200b").words()).isEqualTo("is labelled [U+202E]evil[U+200B]");
  }

  @Test
  void oneIsOneAndTwoAreMany() {
    for (String noun : List.of("point", "time", "answer", "look")) {
      Wording wording = new Wording("has # " + noun + "{s} in all", List.of());
      assertThat(List.of(wording.is("1"), wording.is("2"), wording.is("11"), wording.is("-1"), wording.instead("1", "2"),
          wording.instead("2", "1"))).containsExactly("has 1 " + noun + " in all", "has 2 " + noun + "s in all", "has 11 " + noun
              + "s in all", "has -1 " + noun + " in all", "has 1 instead of 2 " + noun + "s in all", "has 2 instead of 1 " + noun
              + " in all");
    }
    Wordings.COMPONENTS.forEach((component, wording) -> {
      String words = wording.instead("3", "1") + wording.is("1");
      assertThat(words.matches(".*\\b1 (new )?(points|times|answers|looks|signals)\\b.*")).as(component).isFalse();
    });
  }

  @Test
  void wordsAreForComponentsThatThereAre() {
    assertThat(Wordings.COMPONENTS.keySet()).isSubsetOf(components());
  }

  @Test
  void aPolicyIsToldWhole() {
    assertThat(PolicyDiff.saidBy(TestPolicies.small())).extracting(PolicyChange::toString).contains(
        "scoring: 'ebook downloaded': counts each ebook_download, gives 10 points",
        "qualification: MQL: needs fit 20, needs score 30",
        "tracks: stage MQL runs sequence mql",
        "reasons: reason no_budget: is labelled no budget, needs no note,"
            + " leads to park, waits 30 days, runs sequence budget, asks for 20 new points");
  }

  /** The cap of a section is for what its rules and bonuses give; the score has none but its floor. */
  @Test
  void aCapOfPointsIsNotToldAsOneOfTheScore() {
    LeadPolicy policy = TestPolicies.small();
    String cap = "rules and bonuses give at most " + policy.scoring().cap() + " points in all";
    assertThat(PolicyDiff.saidBy(policy)).extracting(PolicyChange::toString).anyMatch(said ->
        said.startsWith("scoring: ") && said.contains(cap)).noneMatch(said -> said.contains("the score is at most"));
  }

  /** Every component of every record that a policy may hold, conditions and hours aside, which are told as a whole. */
  private static Set<String> components() {
    Set<String> found = new TreeSet<>();
    components(LeadPolicy.class, found, new HashSet<>());
    found.removeIf(name -> name.startsWith("Block."));
    found.removeAll(List.of("LeadPolicy.version", "LeadPolicy.contentHash", "LeadPolicy.foretelling"));
    return found;
  }

  private static void components(Type type, Set<String> found, Set<Type> seen) {
    if (type instanceof ParameterizedType of) {
      Arrays.stream(of.getActualTypeArguments()).forEach(inner -> components(inner, found, seen));
      return;
    }
    Class<?> plain = (Class<?>) type;
    if (Samples.ours(plain) && plain.isSealed() && seen.add(type)) {
      Arrays.stream(plain.getPermittedSubclasses()).forEach(kind -> components(kind, found, seen));
    } else if (plain.isRecord() && seen.add(type)) {
      for (RecordComponent component : plain.getRecordComponents()) {
        found.add(plain.getSimpleName() + "." + component.getName());
        components(component.getGenericType(), found, seen);
      }
    }
  }
}
