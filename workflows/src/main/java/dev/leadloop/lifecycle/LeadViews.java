package dev.leadloop.lifecycle;

import dev.leadloop.lead.SourceName;
import dev.leadloop.lead.SuppressionName;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.sla.SlaLevel;
import org.jspecify.annotations.Nullable;

/** Makes what everyone is shown of a lead. */
public final class LeadViews {
  private LeadViews() {}

  /** The view of a decided lead. */
  public static LeadView of(long seq, LeadProgress progress, @Nullable Due due, int policyVersion) {
    Handoff handoff = progress.handoff();
    return new LeadView(
        seq,
        progress.stage(),
        progress.qualification().score(),
        handoff == null ? progress.sales().owner() : handoff.owner(),
        progress.handoffs().cycles(),
        handoff == null ? SlaLevel.NONE : handoff.shownLevel(),
        handoff == null ? progress.sales().contactDue() : handoff.deadline(),
        due,
        progress.recycling().times(),
        SourceName.said(progress.qualification().source()),
        policyVersion,
        progress.recycling().parkedUntil(),
        SuppressionName.said(progress.nurture().suppressed()),
        progress.qualification().review());
  }
}
