package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.Verdict;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** What people see of a lead in Temporal's own pages: its current details, and what it is listed by. */
final class Display {
  /** Memo in which a starter leaves the address of the lead's page. */
  static final String PAGE_MEMO = "leadPage";

  private @Nullable Verdict refused;

  Display(@Nullable Verdict refused) {
    this.refused = refused;
  }

  void refuse(Verdict verdict) {
    refused = verdict;
  }

  @Nullable Verdict refused() {
    return refused;
  }

  void show(LeadId lead, @Nullable LeadView view) {
    Object page = Workflow.getMemo(PAGE_MEMO, String.class);
    Workflow.setCurrentDetails(LeadDetails.markdown(lead, view, refused, page == null ? null : page.toString()));
    if (view != null) {
      list(ListedBy.of(view));
    }
  }

  /** Writes an event only for a change that someone looking at a list of leads would miss. */
  private static void list(ListedBy listed) {
    io.temporal.common.SearchAttributes shown = Workflow.getTypedSearchAttributes();
    if (listed.matters(shown)) {
      SearchAttributeUpdate<?>[] changes = listed.changesFrom(shown);
      Workflow.upsertTypedSearchAttributes(changes);
    }
  }
}
