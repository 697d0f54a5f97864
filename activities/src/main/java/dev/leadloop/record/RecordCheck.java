package dev.leadloop.record;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.LeadViews;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Invariant I20: the journal, folded, is the recorded state, the status row and the handoff cycles. What is stored is
 * decided: no row waits for a ring that will never come. And the lead is in one stage.
 */
public final class RecordCheck {
  private final LeadRecords records;

  public RecordCheck(LeadRecords records) {
    this.records = records;
  }

  /** What differs, in words; empty where the record agrees with itself. Let no decision run meanwhile. */
  public List<String> differences(LeadId lead) {
    List<JournalStore.RecordedEntry> journal = records.journal().of(lead);
    StatusStore.Status status = records.statuses().find(lead).orElse(null);
    List<String> found = new ArrayList<>();
    int stages = records.measures().openVisits(lead);
    if (stages > 1) {
      found.add("its facts have it in " + stages + " stages at once");
    }
    int stranded = records.inbox().stranded(lead);
    if (stranded > 0) {
      found.add(stranded + " rows of the inbox are undecided and nothing will ring for them");
    }
    if (status == null) {
      if (!journal.isEmpty()) {
        found.add("the journal has lines but there is no status row");
      }
      return found;
    }
    numbers(journal, status, found);
    Map<Integer, HandoffCycle> cycles = new TreeMap<>();
    LeadProgress folded;
    try {
      folded = fold(journal, cycles);
    } catch (IllegalArgumentException | IllegalStateException broken) {
      found.add("the journal cannot be folded: " + broken.getMessage());
      return found;
    }
    compare("progress", folded, status.progress(), found);
    if (folded != null) {
      LeadView view = LeadViews.of(status.seq(), folded, status.reply().due(), status.policyVersion());
      compare("the recorded view", view, status.reply().view(), found);
      compare(
          "the status row",
          StatusStore.Columns.of(view),
          records.statuses().columns(lead).orElse(null),
          found);
    }
    compare("the handoff cycles", List.copyOf(cycles.values()), records.handoffs().of(lead), found);
    return found;
  }

  private static void numbers(List<JournalStore.RecordedEntry> journal, StatusStore.Status status, List<String> found) {
    long seq = 0;
    int n = 0;
    for (JournalStore.RecordedEntry recorded : journal) {
      if (recorded.seq() == seq) {
        n++;
      } else {
        seq++;
        n = 0;
      }
      if (recorded.seq() != seq || recorded.n() != n) {
        found.add("the journal has a gap before line " + recorded.seq() + "." + recorded.n());
        seq = recorded.seq();
        n = recorded.n();
      }
    }
    compare("the number of the last decision", seq, status.seq(), found);
    if (!journal.isEmpty()) {
      JournalStore.RecordedEntry last = journal.get(journal.size() - 1);
      compare("the time of the last decision", last.at(), status.decidedAt(), found);
      compare("the policy version", last.policyVersion(), status.policyVersion(), found);
    }
  }

  private static @Nullable LeadProgress fold(List<JournalStore.RecordedEntry> journal, Map<Integer, HandoffCycle> cycles) {
    LeadProgress progress = null;
    for (JournalStore.RecordedEntry recorded : journal) {
      Decision.Noted decided = new Decision.Noted(recorded.entry(), recorded.by(), recorded.causeEventId());
      cycles.putAll(CycleFold.changed(progress, List.of(decided), recorded.at()));
      progress = JournalFold.apply(progress, recorded.entry(), recorded.at());
    }
    return progress;
  }

  private static void compare(String what, @Nullable Object folded, @Nullable Object recorded, List<String> found) {
    if (!Objects.equals(folded, recorded)) {
      found.add(what + ": the journal gives " + folded + " but the record has " + recorded);
    }
  }
}
