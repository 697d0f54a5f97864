package dev.leadloop.dryrun;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.simulation.PlayedLead;
import dev.leadloop.view.SegmentStore;
import dev.leadloop.view.SegmentStore.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The leads of the record that are of a segment, as they stand; only read. */
final class LiveLeads implements LeadSource {
  private static final List<Stage> EVERY_STAGE = Arrays.stream(Stage.values()).filter(stage -> stage != Stage.ERASED).toList();

  private final SegmentStore segments;
  private final PlayedStore played;
  private final Condition segment;
  private final Instant at;
  private final Duration reach;
  private final Duration capped;
  private String after = "";

  /**
   * Those of a segment, read for policies.
   *
   * @param segment null for all
   * @param at when they are played from
   */
  LiveLeads(SegmentStore segments, PlayedStore played, @Nullable Condition segment, Instant at, List<LeadPolicy> policies) {
    this.segments = segments;
    this.played = played;
    this.segment = segment == null ? new Condition.All(List.of()) : segment;
    this.at = at;
    this.reach = policies.stream().map(LeadPolicy::reach).max(Duration::compareTo).orElse(Duration.ZERO);
    this.capped = policies.stream().flatMap(policy -> policy.nurture().caps().stream()).map(FrequencyCap::within)
        .max(Duration::compareTo).orElse(Duration.ZERO);
  }

  @Override
  public List<PlayedLead> next(int most) {
    while (true) {
      List<Candidate> page = segments.page(after, EVERY_STAGE, at.minus(reach), most);
      if (page.isEmpty()) {
        return List.of();
      }
      after = page.getLast().lead().value();
      List<Candidate> meant = page.stream().filter(lead -> lead.isOf(segment, at)).toList();
      if (!meant.isEmpty()) {
        return leads(meant);
      }
    }
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  private List<PlayedLead> leads(List<Candidate> meant) {
    List<LeadId> ids = meant.stream().map(Candidate::lead).toList();
    Map<String, List<Instant>> had = played.had(ids, at.minus(capped));
    Map<String, Set<String>> left = played.topicsLeft(ids);
    List<PlayedLead> leads = new ArrayList<>(meant.size());
    for (Candidate lead : meant) {
      String id = lead.lead().value();
      leads.add(new PlayedLead(
          id, new LeadState(lead.lead(), 1, at, lead.profile(), lead.signals(), lead.progress()), lead.policyVersion(), List.of(),
          had.getOrDefault(id, List.of()), left.getOrDefault(id, Set.of()), null));
    }
    return leads;
  }
}
