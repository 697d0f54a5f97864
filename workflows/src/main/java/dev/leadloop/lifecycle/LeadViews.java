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
    return new LeadView(
        seq,
        progress.stage(),
        progress.qualification().score(),
        sales(progress),
        due,
        progress.recycling().times(),
        SourceName.said(progress.qualification().source()),
        policyVersion,
        progress.recycling().parkedUntil(),
        new LeadView.NoMail(SuppressionName.said(progress.nurture().suppressed()), progress.withheld()),
        progress.qualification().review(),
        progress.qualification().qualifiedBy());
  }

  private static LeadView.Sales sales(LeadProgress progress) {
    int cycle = progress.handoffs().cycles();
    Handoff open = progress.handoff();
    return open == null
        ? new LeadView.Sales(progress.sales().owner(), cycle, SlaLevel.NONE, progress.sales().contactDue())
        : new LeadView.Sales(open.owner(), cycle, open.shownLevel(), open.deadline());
  }
}
