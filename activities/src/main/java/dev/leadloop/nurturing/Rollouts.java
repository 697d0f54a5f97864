package dev.leadloop.nurturing;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Consenting;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.PolicySource;
import dev.leadloop.store.RolloutStore;
import dev.leadloop.store.RolloutStore.Agreed;
import dev.leadloop.store.RolloutStore.Pinned;
import dev.leadloop.store.SequenceReadStore;
import java.time.InstantSource;
import java.util.List;

/** Shows and orders the move of leads from the policy versions they are pinned to to another one. */
public final class Rollouts {
  private static final int PAGE = 1_000;

  private final PolicySource policies;
  private final SequenceReadStore reads;
  private final RolloutStore store;
  private final InstantSource clock;

  public Rollouts(PolicySource policies, SequenceReadStore reads, RolloutStore store, InstantSource clock) {
    this.policies = policies;
    this.reads = reads;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What would move where.
   *
   * @throws IllegalArgumentException if the version was never published
   */
  public RolloutPlan plan(int version) {
    LeadPolicy to = policies.version(version);
    List<Pinned> others = store.pinned().stream().filter(pinned -> pinned.version() != version).toList();
    List<LeadPolicy> from = others.stream().map(pinned -> policies.version(pinned.version())).toList();
    int leads = others.stream().mapToInt(Pinned::leads).sum();
    return RolloutPlan.of(to, from, reads.standing(), leads, asked(to));
  }

  private int asked(LeadPolicy to) {
    int asked = 0;
    String after = "";
    List<Agreed> page;
    do {
      page = store.agreed(to.version(), after, PAGE);
      asked +=
          (int) page.stream().filter(lead -> Consenting.wouldAsk(to, lead.profile(), lead.progress())).count();
      after = page.isEmpty() ? after : page.getLast().lead().value();
    } while (page.size() == PAGE);
    return asked;
  }

  /**
   * Moves the leads, one after another.
   *
   * @param planId of the plan that was looked at
   * @param perMinute most leads a minute
   * @return how many leads were ordered to move now
   * @throws StalePlan where the plan is another one by now
   */
  public int start(int version, String planId, int perMinute, Principal by) throws StalePlan {
    RolloutPlan now = plan(version);
    if (!now.planId().equals(planId)) {
      throw new StalePlan(now.planId());
    }
    return store.order(version, perMinute, by, clock.instant());
  }

  /** The plan that was looked at is not what would happen now. */
  public static final class StalePlan extends Exception {
    private static final long serialVersionUID = 1L;

    StalePlan(String now) {
      super("The plan is " + now + " now; read it again and start that one.", null, false, false);
    }
  }
}
