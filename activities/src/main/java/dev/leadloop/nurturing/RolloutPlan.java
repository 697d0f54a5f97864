package dev.leadloop.nurturing;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.view.SequenceReadStore.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout would move where; made of policies and positions alone.
 *
 * @param planId the same for as long as the same steps would go to the same places, however many leads stand there
 * @param toVersion policy version moved to
 * @param leads leads in an open stage that are pinned to another version
 * @param moves by step, where leads stand now
 * @param withoutPlace leads whose step or sequence is not there; where they go on is in {@code moves}
 * @param stages leads whose stage changes as they are moved, by what the rules of that version make of them now
 * @param asked leads that get a mail which asks them to confirm their consent; their nurture waits until they do
 */
public record RolloutPlan(String planId, int toVersion, int leads, List<Move> moves, int withoutPlace, List<StageMove> stages,
    int asked) {
  /**
   * Leads at one step.
   *
   * @param toSequenceVersion null where there is no place for them
   * @param what in words
   */
  public record Move(
      int fromVersion,
      String sequence,
      int sequenceVersion,
      String step,
      @Nullable Integer toSequenceVersion,
      int leads,
      String what) {}

  /** Leads that are in one stage, and come to another by the move itself. */
  public record StageMove(String from, String to, int leads) {}

  public RolloutPlan {
    moves = List.copyOf(moves);
    stages = List.copyOf(stages);
  }

  /**
   * Makes the plan.
   *
   * @param from the versions that leads are pinned to, without the one moved to
   */
  static RolloutPlan of(
      LeadPolicy to, List<LeadPolicy> from, List<Standing> standing, int leads, List<StageMove> stages, int asked) {
    List<Move> moves = new ArrayList<>();
    int lost = 0;
    for (Standing place : standing) {
      if (place.policyVersion() != to.version()) {
        Move move = move(to, place);
        moves.add(move);
        lost += move.toSequenceVersion() == null ? place.leads() : 0;
      }
    }
    return new RolloutPlan(id(to, from), to.version(), leads, moves, lost, stages, asked);
  }

  private static Move move(LeadPolicy to, Standing place) {
    Integer found = placeOf(to, place.sequence(), place.step());
    String what =
        found == null
            ? "no place: version " + to.version() + " has no step '" + place.step() + "' in '" + place.sequence() + "'; "
                + (to.sequences().containsKey(place.sequence())
                    ? "these leads go on behind the last mail they have had of it"
                    : "these leads go on with the sequence of their stage")
            : "goes on at '" + place.step() + "' of '" + place.sequence() + "' version " + found;
    return new Move(
        place.policyVersion(), place.sequence(), place.version(), place.step(), found, place.leads(), what);
  }

  private static @Nullable Integer placeOf(LeadPolicy to, String sequence, String step) {
    Sequence there = to.sequences().get(sequence);
    return there == null || there.step(step) == null ? null : there.version();
  }

  private static String id(LeadPolicy to, List<LeadPolicy> from) {
    StringBuilder places = new StringBuilder(to.version() + " " + to.contentHash());
    for (LeadPolicy policy : from) {
      policy.sequences().values().stream()
          .sorted(java.util.Comparator.comparing(Sequence::id))
          .forEach(sequence -> sequence.steps().forEach(step ->
              places.append('\n').append(policy.version()).append(' ').append(sequence.id()).append(' ')
                  .append(step.id()).append(' ').append(Objects.toString(placeOf(to, sequence.id(), step.id())))));
    }
    return PolicyFiles.contentHash(places.toString()).substring(0, 16);
  }
}
