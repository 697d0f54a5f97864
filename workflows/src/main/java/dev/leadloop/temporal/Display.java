package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.Happening;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Verdict;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people see of a lead in Temporal's own pages: its current details, and what it is listed by. */
final class Display {
  /** Memo in which a starter leaves the address of the lead's page. */
  static final String PAGE_MEMO = "leadPage";

  /** Memo in which a starter leaves the company's name, where lists may show it. */
  static final String COMPANY_MEMO = "company";

  private final Deque<Happening> happened = new ArrayDeque<>();
  private @Nullable Verdict refused;

  Display(@Nullable CarriedOver carried) {
    if (carried != null) {
      refused = carried.refused();
      happened(carried.happened());
    }
  }

  void happened(@Nullable List<Happening> latest) {
    if (latest != null) {
      happened.addAll(latest);
    }
    while (happened.size() > Happening.MOST) {
      happened.removeFirst();
    }
  }

  List<Happening> happened() {
    return List.copyOf(happened);
  }

  void refuse(Verdict verdict) {
    refused = verdict;
  }

  @Nullable Verdict refused() {
    return refused;
  }

  void show(LeadId lead, @Nullable LeadView view) {
    String details = LeadMarkdown.markdown(lead, view, happened(), refused, memo(PAGE_MEMO));
    String company = memo(COMPANY_MEMO);
    Workflow.setCurrentDetails(Shown.details(company == null ? details : "**" + company + "**\n\n" + details));
    if (view != null) {
      list(LeadSearchValues.of(view));
    }
  }

  /** Writes an event only for a change that someone looking at a list of leads would miss. */
  private static void list(LeadSearchValues listed) {
    io.temporal.common.SearchAttributes shown = Workflow.getTypedSearchAttributes();
    if (listed.matters(shown)) {
      SearchAttributeUpdate<?>[] changes = listed.changesFrom(shown);
      Workflow.upsertTypedSearchAttributes(changes);
    }
  }

  /** What the next run needs to be shown like this one; a memo does not go on by itself. */
  static Map<String, Object> memo() {
    Map<String, Object> all = new HashMap<>();
    for (String name : List.of(PAGE_MEMO, COMPANY_MEMO)) {
      String value = memo(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return all;
  }

  private static @Nullable String memo(String name) {
    Object value = Workflow.getMemo(name, String.class);
    return value == null ? null : value.toString();
  }
}
