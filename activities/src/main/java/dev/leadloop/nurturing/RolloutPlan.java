package dev.leadloop.nurturing;

import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.lifecycle.event.Placement.Place;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.view.SequenceReadStore.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout would move where; made of policies and positions alone.
 *
 * @param planId the same for as long as the same steps would go to the same places, however many leads stand there
 * @param toVersion policy version moved to
 * @param leads leads in an open stage that are pinned to another version
 * @param moves by step, where leads stand now; those that stand at none are in {@link #atNoStep}
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
   * @param toPlace the place they go on at, as {@code sequence/step}; null where that hangs on what each lead has had
   * @param what in words
   */
  public record Move(
      int fromVersion,
      String sequence,
      int sequenceVersion,
      String step,
      @Nullable Integer toSequenceVersion,
      @Nullable String toPlace,
      int leads,
      String what) {

    /** Whether the step has no place in the version moved to. */
    public boolean withoutPlace() {
      return toSequenceVersion == null;
    }
  }

  /**
   * Leads that are in one stage, and come to another by the move itself.
   *
   * @param leads how many they are
   * @param leadIds the first {@value #NAMED} of them, by id
   */
  public record StageMove(String from, String to, int leads, List<String> leadIds) {
    /** So many leads are named. */
    public static final int NAMED = 100;

    public StageMove {
      leadIds = List.copyOf(leadIds);
    }

    /** One more of them, of an id behind those of the others. */
    StageMove and(StageMove more) {
      List<String> ids = leadIds.size() >= NAMED ? leadIds
          : Stream.concat(leadIds.stream(), more.leadIds.stream()).limit(NAMED).toList();
      return new StageMove(from, to, leads + more.leads, ids);
    }
  }

  public RolloutPlan {
    moves = List.copyOf(moves);
    stages = List.copyOf(stages);
  }

  /** Leads that stand at no step of a sequence, such as those that sales has: they move, and nothing else changes for them. */
  public int atNoStep() {
    return leads - moves.stream().mapToInt(Move::leads).sum();
  }

  /**
   * Makes the plan.
   *
   * @param from the versions that leads are pinned to, without the one moved to
   */
  static RolloutPlan of(
      LeadPolicy to, List<LeadPolicy> from, Placement placement, List<Standing> standing, int leads, List<StageMove> stages,
      int asked) {
    List<Move> moves = new ArrayList<>();
    int lost = 0;
    for (Standing place : standing) {
      if (place.policyVersion() != to.version()) {
        Move move = move(to, place, placement.of(to, place.sequence(), place.step()));
        moves.add(move);
        lost += move.withoutPlace() ? place.leads() : 0;
      }
    }
    return new RolloutPlan(id(to, from, placement), to.version(), leads, moves, lost, stages, asked);
  }

  private static Move move(LeadPolicy to, Standing from, Place place) {
    Integer version = switch (place.found()) {
      case SAME_STEP, NAMED -> place.in().version();
      case NEXT, START, TRACK, END -> null;
    };
    return new Move(
        from.policyVersion(), from.sequence(), from.version(), from.step(), version, written(place), from.leads(),
        words(to, from, place));
  }

  private static @Nullable String written(Place place) {
    Sequence sequence = place.sequence();
    String step = place.step();
    return sequence == null || step == null ? null : Placement.key(sequence.id(), step);
  }

  private static String words(LeadPolicy to, Standing from, Place place) {
    String missing =
        "no place: version " + to.version() + " has no step '" + from.step() + "' in '" + from.sequence() + "'; these leads ";
    return switch (place.found()) {
      case SAME_STEP -> at(place);
      case NAMED -> at(place) + ", " + place.words();
      case NEXT -> missing + "go on behind the last mail they have had of it";
      case START -> missing + "begin it anew";
      case TRACK -> missing + "go on with the sequence of their stage";
      case END -> missing + "get no more mails of it, and no other sequence";
    };
  }

  private static String at(Place place) {
    return "goes on at '" + place.at() + "' of '" + place.in().id() + "' version " + place.in().version();
  }

  private static @Nullable Integer placeOf(LeadPolicy to, String sequence, String step) {
    Sequence there = to.sequences().get(sequence);
    return there == null || there.step(step) == null ? null : there.version();
  }

  private static String id(LeadPolicy to, List<LeadPolicy> from, Placement placement) {
    StringBuilder places = new StringBuilder(to.version() + " " + to.contentHash());
    for (LeadPolicy policy : from) {
      policy.sequences().values().stream()
          .sorted(java.util.Comparator.comparing(Sequence::id))
          .forEach(sequence -> sequence.steps().forEach(step ->
              places.append('\n').append(policy.version()).append(' ').append(sequence.id()).append(' ')
                  .append(step.id()).append(' ').append(Objects.toString(placeOf(to, sequence.id(), step.id())))));
    }
    if (!placement.equals(Placement.USUAL)) {
      places.append('\n').append(placement.otherwise());
      new TreeMap<>(placement.steps()).forEach((step, place) -> places.append('\n').append(step).append(' ').append(place));
    }
    return PolicyFiles.contentHash(places.toString()).substring(0, 16);
  }
}
