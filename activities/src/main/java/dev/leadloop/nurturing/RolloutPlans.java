package dev.leadloop.nurturing;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.lifecycle.event.Placement.Otherwise;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.naming.NearestName;
import dev.leadloop.nurturing.RolloutLeadStore.Pinned;
import dev.leadloop.nurturing.RolloutPlan.Move;
import dev.leadloop.nurturing.RolloutPlan.StageMove;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.PolicySource;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.view.SequenceReadStore;
import dev.leadloop.view.SequenceReadStore.StandingLead;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shows what a rollout would move where, before anything is moved. */
public final class RolloutPlans {
  private static final int PAGE = 1_000;

  private final PolicySource policies;
  private final SequenceReadStore reads;
  private final RolloutLeadStore leads;
  private final InstantSource clock;

  public RolloutPlans(PolicySource policies, SequenceReadStore reads, RolloutLeadStore leads, InstantSource clock) {
    this.policies = policies;
    this.reads = reads;
    this.leads = leads;
    this.clock = clock;
  }

  /** A choice of places that cannot be followed; the message is to be read after the field's name. */
  public static final class WrongChoice extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    WrongChoice(String field, String message) {
      super(message);
      this.field = field;
    }

    /** The field it is in: {@code steps} or {@code otherwise}. */
    public String field() {
      return field;
    }
  }

  /**
   * The choice of where leads go on in that version, checked against the policies that leads live by and the one moved to.
   *
   * @param steps places by the place that leads stand at; null for none
   * @param otherwise next, start or end; null for next
   * @throws WrongChoice where a place or a word is not known
   * @throws IllegalArgumentException if the version was never published
   */
  public Placement placement(int version, @Nullable Map<String, String> steps, @Nullable String otherwise) {
    LeadPolicy to = policies.version(version);
    Map<String, String> named = steps == null ? Map.of() : steps;
    if (!named.isEmpty()) {
      Set<String> there = places(List.of(to));
      Set<String> here = places(from(version));
      here.addAll(there);
      named.forEach((from, place) -> {
        known("'" + from + "', where leads stand,", from, here);
        known("'" + place + "', where they are to go on in version " + version + ",", String.valueOf(place), there);
      });
    }
    return new Placement(named, otherwise(otherwise));
  }

  private static void known(String what, String place, Set<String> places) {
    if (!places.contains(place)) {
      throw new WrongChoice(
          "steps",
          "has " + what + " which is no place of the policy" + NearestName.to(place, places)
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("; places are written sequence/step, such as " + places.stream().findFirst().orElse("nurture/guide")));
    }
  }

  private static Otherwise otherwise(@Nullable String word) {
    if (word == null) {
      return Otherwise.NEXT;
    }
    return Arrays.stream(Otherwise.values()).filter(one -> one.name().equalsIgnoreCase(word)).findFirst()
        .orElseThrow(() -> new WrongChoice(
            "otherwise",
            NearestName.among(
                word, Arrays.stream(Otherwise.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList())));
  }

  private static Set<String> places(List<LeadPolicy> of) {
    Set<String> places = new TreeSet<>();
    of.forEach(policy -> policy.sequences().values().forEach(sequence ->
        sequence.steps().forEach(step -> places.add(Placement.key(sequence.id(), step.id())))));
    return places;
  }

  private List<LeadPolicy> from(int version) {
    return others(version).stream().map(pinned -> policies.version(pinned.version())).toList();
  }

  private List<Pinned> others(int version) {
    return leads.pinned().stream().filter(pinned -> pinned.version() != version).toList();
  }

  /**
   * What would move where.
   *
   * @throws IllegalArgumentException if the version was never published
   */
  public RolloutPlan plan(int version, Placement placement) {
    LeadPolicy to = policies.version(version);
    int others = leads(version);
    // The rules ask lead by lead, and of a version that all live by already nobody is left to ask about.
    Outlook outlook = others == 0 ? new Outlook(List.of(), 0) : outlook(to, placement);
    return RolloutPlan.of(to, from(version), placement, reads.standing(), others, outlook.stages(), outlook.asked());
  }

  /** How many leads live by another version than that, each of which the plan asks the rules about. */
  public int leads(int version) {
    return others(version).stream().mapToInt(Pinned::leads).sum();
  }

  /** Leads whose step has no place, and who they are: the first of them by id. */
  public record Stranded(Move move, List<StandingLead> leads) {}

  /** Who stands at a step that has no place by that plan, at most so many of each step. */
  public List<Stranded> stranded(RolloutPlan plan, int most) {
    return plan.moves().stream().filter(Move::withoutPlace)
        .map(move -> new Stranded(
            move, reads.at(move.fromVersion(), move.sequence(), move.sequenceVersion(), move.step(), most)))
        .toList();
  }

  private record Outlook(List<StageMove> stages, int asked) {}

  /** What the move itself would make of each nurtured lead, asked of the very rules that will decide it. */
  private Outlook outlook(LeadPolicy to, Placement placement) {
    Instant now = clock.instant();
    Map<List<String>, StageMove> stages = new TreeMap<>(Comparator.comparing(Object::toString));
    int asked = 0;
    String after = "";
    List<LeadState> page;
    do {
      page = leads.nurtured(to.version(), after, now.minus(to.reach()), PAGE);
      for (LeadState lead : page) {
        Decision decision = moved(lead, to, placement, now);
        String from = stage(lead);
        String next = decision.needsDesk() ? Stage.SALES_QUALIFIED.label() : stage(decision.next());
        if (!from.equals(next)) {
          StageMove one = new StageMove(from, next, 1, List.of(lead.leadId().value()));
          stages.merge(List.of(from, next), one, StageMove::and);
        }
        asked += decision.effects().stream().anyMatch(Effect.AskConfirmation.class::isInstance) ? 1 : 0;
      }
      after = page.isEmpty() ? after : page.getLast().leadId().value();
    } while (page.size() == PAGE);
    return new Outlook(List.copyOf(stages.values()), asked);
  }

  private static Decision moved(LeadState lead, LeadPolicy to, Placement placement, Instant now) {
    LeadEvent order =
        new LeadEvent(1, "rollout-plan", now, now, Principal.SYSTEM, new EventBody.RolledOut(to.version(), placement));
    return LeadLifecycle.decide(lead, List.of(order), to, SalesDesk.UNSEEN, now);
  }

  private static String stage(LeadState lead) {
    LeadProgress progress = lead.progress();
    return progress == null ? "" : progress.stage().label();
  }
}
