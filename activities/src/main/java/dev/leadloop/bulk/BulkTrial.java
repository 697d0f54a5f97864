package dev.leadloop.bulk;

import dev.leadloop.bulk.BulkLeadStore.Address;
import dev.leadloop.bulk.BulkLeadStore.Standing;
import dev.leadloop.bulk.BulkPreview.PassedOver;
import dev.leadloop.consent.SuppressionReason;
import dev.leadloop.desk.DeskStore;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.PolicySource;
import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what would become of an order for many leads, were it decided now, and writes nothing. Each is decided by the one door,
 * by the version of the policy that it lives by; what waits in inboxes is not looked at.
 */
final class BulkTrial {
  private static final int PAGE = 250;
  private static final String EVENT = "trial";

  private final BulkLeadStore leads;
  private final DeskStore desks;
  private final PolicySource policies;

  BulkTrial(BulkLeadStore leads, DeskStore desks, PolicySource policies) {
    this.leads = leads;
    this.desks = desks;
    this.policies = policies;
  }

  BulkPreview of(List<String> chosen, EventBody body, Principal by, Instant now) {
    Counting counting = new Counting();
    Map<DeskOf, SalesDesk> seen = new HashMap<>();
    for (int from = 0; from < chosen.size(); from += PAGE) {
      List<String> page = chosen.subList(from, Math.min(chosen.size(), from + PAGE));
      if (body instanceof EventBody.Suppressed suppressed) {
        leads.addresses(page).forEach(one -> counting.add(one.lead(), outcome(one, suppressed.reason())));
      } else {
        LeadEvent event = new LeadEvent(Long.MAX_VALUE, EVENT, now, now, by, body);
        leads.standing(page, now.minus(policies.latest().reach())).forEach(one -> decide(one, event, counting, seen));
      }
    }
    return counting.preview(chosen.size());
  }

  /** What becomes of a suppression of a lead's address; null where it is done. */
  static @Nullable Outcome outcome(Address address, String reason) {
    String before = address.suppressed();
    if (address.emailKey() == null) {
      return Outcome.NO_ADDRESS;
    }
    return before != null && SuppressionReason.heavier(before, reason).equals(before) ? Outcome.SUPPRESSED_BEFORE : null;
  }

  private void decide(Standing lead, LeadEvent event, Counting counting, Map<DeskOf, SalesDesk> seen) {
    LeadState state = lead.state();
    String id = state.leadId().value();
    if (lead.erased()) {
      counting.add(id, new Outcome(RefusalCode.ERASED.word(), "the person asked to be forgotten"));
    } else if (lead.policyVersion() == 0) {
      counting.undecided++;
    } else {
      LeadPolicy policy = policies.version(lead.policyVersion());
      Instant now = event.recordedAt();
      Decision decision = LeadLifecycle.decide(state, List.of(event), policy, SalesDesk.UNSEEN, now);
      if (decision.needsDesk()) {
        SalesDesk desk = seen.computeIfAbsent(
            new DeskOf(lead.policyVersion(), lead.sample()),
            which -> new SalesDesk(true, desks.look(which.sample(), policy.calendars(), now).reps()));
        decision = LeadLifecycle.decide(state, List.of(event), policy, desk, now);
      }
      Verdict verdict = decision.verdicts().stream().filter(one -> one.eventId().equals(EVENT)).findFirst().orElseThrow();
      counting.add(id, verdict.applied() ? null : new Outcome(verdict.code(), verdict.message()));
    }
  }

  /** Which reps there are for a lead, and by whose calendars: those of the sample are for its leads alone. */
  private record DeskOf(int policyVersion, boolean sample) {}

  /** Why an order is not followed. */
  record Outcome(String code, String message) {
    static final Outcome NO_ADDRESS = new Outcome(RefusalCode.NO_ADDRESS.word(), "the lead has no e-mail address");
    static final Outcome SUPPRESSED_BEFORE =
        new Outcome("suppressed-before", "its address was suppressed before, and keeps its reason");
  }

  private static final class Counting {
    private final Map<String, PassedOver> passedOver = new LinkedHashMap<>();
    private int taken;
    private int undecided;

    void add(String lead, @Nullable Outcome refused) {
      if (refused == null) {
        taken++;
        return;
      }
      PassedOver before =
          passedOver.getOrDefault(refused.code(), new PassedOver(refused.code(), refused.message(), 0, List.of()));
      List<String> named = new ArrayList<>(before.named());
      if (named.size() < BulkPreview.NAMED) {
        named.add(lead);
      }
      passedOver.put(before.code(), new PassedOver(before.code(), before.message(), before.leads() + 1, named));
    }

    BulkPreview preview(int chosen) {
      List<PassedOver> most =
          passedOver.values().stream().sorted(Comparator.comparingInt(PassedOver::leads).reversed()).toList();
      return new BulkPreview(chosen, taken, undecided, most);
    }
  }
}
