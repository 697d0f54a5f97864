package dev.leadloop.api.nurture;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.sending.SequencePauses.Pause;
import dev.leadloop.view.SequenceReadStore.Held;
import dev.leadloop.view.SequenceReadStore.Standing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A sequence and the leads in it.
 *
 * @param version of the newest policy; null where that has it no more
 * @param leads leads that run any version of it
 * @param heldMails mails that wait to be tried again
 * @param paused null while it runs
 * @param steps of the newest policy, in order
 * @param standing where leads stand, by version and step
 */
record SequenceView(
    String id,
    @Nullable Integer version,
    int leads,
    int heldMails,
    @Nullable PausedView paused,
    List<StepView> steps,
    List<PlaceView> standing) {
  /** A step in words. */
  record StepView(String id, String what) {}

  /** Leads at a step of a version. */
  @Schema(name = "SequenceViewPlace")
  record PlaceView(int policyVersion, int version, String step, int leads) {}

  /** Since when, by whom and why. */
  @Schema(name = "SequenceViewPaused")
  record PausedView(Instant since, String by, String why) {}

  static List<SequenceView> all(
      LeadPolicy policy, List<Standing> standing, List<Held> held, Collection<Pause> pauses) {
    TreeSet<String> ids = new TreeSet<>(policy.sequences().keySet());
    standing.forEach(place -> ids.add(place.sequence()));
    pauses.forEach(pause -> ids.add(pause.sequence()));
    return ids.stream().map(id -> of(id, policy.sequences().get(id), standing, held, pauses)).toList();
  }

  private static SequenceView of(
      String id,
      @Nullable Sequence sequence,
      List<Standing> standing,
      List<Held> held,
      Collection<Pause> pauses) {
    List<PlaceView> places =
        standing.stream()
            .filter(place -> place.sequence().equals(id))
            .map(place -> new PlaceView(place.policyVersion(), place.version(), place.step(), place.leads()))
            .toList();
    return new SequenceView(
        id,
        sequence == null ? null : sequence.version(),
        places.stream().mapToInt(PlaceView::leads).sum(),
        held.stream().filter(one -> one.sequence().equals(id)).mapToInt(Held::mails).sum(),
        pauses.stream()
            .filter(pause -> pause.sequence().equals(id))
            .map(pause -> new PausedView(pause.at(), pause.by(), pause.why()))
            .findFirst()
            .orElse(null),
        sequence == null
            ? List.of()
            : sequence.steps().stream().map(step -> new StepView(step.id(), step.words())).toList(),
        places);
  }
}
