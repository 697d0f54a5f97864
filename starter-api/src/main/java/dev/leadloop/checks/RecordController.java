package dev.leadloop.checks;

import dev.leadloop.lead.LeadId;
import dev.leadloop.problem.FieldError;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.RecordCheck;
import dev.leadloop.view.CheckReadStore;
import dev.leadloop.view.CheckReadStore.Checked;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks whether the record agrees with itself, lead by lead, while everything else goes on. */
@RestController
@Tag(name = "Checks")
class RecordController {
  private static final int MOST = 5_000;

  private final CheckReadStore reads;
  private final LeadStore leads;
  private final RecordCheck check;
  private final TransactionTemplate transaction;

  RecordController(JdbcClient jdbc, LeadStore leads, RecordCheck check, TransactionTemplate transaction) {
    this.reads = new CheckReadStore(jdbc);
    this.leads = leads;
    this.check = check;
    this.transaction = transaction;
  }

  /**
   * What was found on one page of leads.
   *
   * @param leads how many were looked at
   * @param waiting how many of them have something that is not decided yet
   * @param next where the next page begins; null after the last
   */
  @Schema(name = "RecordPage")
  record RecordCheckView(int leads, int waiting, List<DifferenceView> differences, @Nullable String next) {}

  /** What does not agree about one lead, in words. */
  @Schema(name = "RecordDifference")
  record DifferenceView(String leadId, List<String> found) {}

  @GetMapping("/api/v1/checks/record")
  @Operation(
      summary = "Check the record",
      description = "For each lead the journal, folded, must be the recorded state, the status row and the handoff cycles."
          + " Leads in the order of their ids: give 'next' as 'after' until there is none.")
  RecordCheckView record(@RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "1000") int limit) {
    if (limit < 1 || limit > MOST) {
      throw FieldError.in("limit", "must be from 1 to " + MOST);
    }
    List<Checked> page = reads.after(after, limit);
    List<DifferenceView> differences = new ArrayList<>();
    int waiting = 0;
    for (Checked one : page) {
      waiting += one.waiting() ? 1 : 0;
      List<String> found = differences(one.lead());
      if (!found.isEmpty()) {
        differences.add(new DifferenceView(one.lead().value(), found));
      }
    }
    return new RecordCheckView(page.size(), waiting, differences, page.size() < limit ? null : page.getLast().lead().value());
  }

  /** Under the lead's lock, so that no decision is half seen. */
  private List<String> differences(LeadId lead) {
    return Objects.requireNonNull(transaction.execute(status -> {
      leads.lock(lead);
      return check.differences(lead);
    }));
  }
}
