package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says of visits that their lead is in one stage at a time. */
final class OneStage {
  private OneStage() {}

  /** The visits of a whole journal follow each other without gap or overlap, and the last alone is open. */
  static void holds(FactChanges facts, String of) {
    List<Visit> told = facts.visits().stream().filter(Visit::told).toList();
    List<Visit> here = facts.visits().stream().filter(visit -> !visit.told()).toList();
    List<Visit> since = new ArrayList<>();
    for (Visit visit : here) {
      since.add(visit);
      if (toldLeft(visit)) {
        since.clear();
      }
    }
    assertThat(since.isEmpty() && told.isEmpty()).as("%s: nowhere", of).isFalse();
    List<Visit> all = new ArrayList<>(told);
    all.addAll(since);
    follow(all, of);
    follow(here, of + ", here");
    assertThat(facts.visits().stream().filter(visit -> visit.left() == null)).as("%s: open", of).containsExactly(all.getLast());
    if (!since.isEmpty()) {
      LeadFacts.Stands stands = Objects.requireNonNull(Objects.requireNonNull(facts.lead()).stands());
      assertThat(all.getLast().stage()).as("%s: where it stands", of).isEqualTo(stands.stage());
      assertThat(all.getLast().entered().at()).as("%s: since when", of).isEqualTo(stands.stageAt());
    }
  }

  private static void follow(List<Visit> visits, String of) {
    Visit before = null;
    for (Visit visit : visits) {
      // What its past put elsewhere meanwhile goes on in the told stays.
      if (before != null && !toldLeft(before)) {
        Visit.Leaving left = Objects.requireNonNull(before.left(), of);
        assertThat(left.at()).as("%s: %s and %s", of, before, visit).isEqualTo(visit.entered().at());
        assertThat(left.to()).as("%s: %s and %s", of, before, visit).isIn(null, visit.stage());
      }
      before = visit;
    }
  }

  private static boolean toldLeft(@Nullable Visit visit) {
    return visit != null && !visit.told() && visit.left() != null && Visit.TOLD.equals(visit.left().by());
  }
}
