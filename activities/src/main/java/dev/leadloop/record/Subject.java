package dev.leadloop.record;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.StatusStore.Status;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lead a decision is about, as the record has it. */
record Subject(LeadId lead, LeadState state) {
  /** What is shown of a lead before its first decision. */
  static final LeadView UNDECIDED =
      new LeadView(
          0, Stage.NURTURING, ScoreSummary.none(), new LeadView.Sales(null, 0, SlaLevel.NONE, null), null, 0, null, 0, null,
          LeadView.NoMail.NOTHING, null, null);

  static Subject load(
      LeadRecords records,
      LeadId lead,
      LeadProfile profile,
      @Nullable Status last,
      LeadPolicy policy,
      Instant now) {
    if (last == null) {
      return new Subject(lead, LeadState.undecided(lead, profile));
    }
    // What was due during an outage is decided as of its own time, so the window reaches back from the last decision.
    Instant from = (last.decidedAt().isBefore(now) ? last.decidedAt() : now).minus(policy.reach());
    List<Signal> signals = records.signals().since(lead, from);
    return new Subject(lead, new LeadState(lead, last.seq(), last.decidedAt(), profile, signals, last.progress()));
  }

  @Nullable LeadProgress progress() {
    return state.progress();
  }
}
