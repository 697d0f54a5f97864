package dev.leadloop.api.lead;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.accounts.AccountDesk;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.Caller;
import dev.leadloop.view.AccountReadStore;
import dev.leadloop.view.AccountReadStore.AccountRow;
import dev.leadloop.view.Foresight;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.LeadReadStore.Current;
import dev.leadloop.view.Scores;
import dev.leadloop.view.Scores.Explained;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of one lead: its page and its score, now or at a past instant. */
@Component
class LeadPages {
  private final LeadStore leads;
  private final LeadReadStore reads;
  private final AccountReadStore accounts;
  private final AccountDesk desk;
  private final InboxStore inbox;
  private final Scores scores;
  private final Foresight foresight;
  private final Clock clock;

  LeadPages(
      LeadStore leads,
      LeadReadStore reads,
      AccountReadStore accounts,
      AccountDesk desk,
      InboxStore inbox,
      Scores scores,
      Foresight foresight,
      Clock clock) {
    this.leads = leads;
    this.reads = reads;
    this.accounts = accounts;
    this.desk = desk;
    this.inbox = inbox;
    this.scores = scores;
    this.foresight = foresight;
    this.clock = clock;
  }

  /** The lead of that id, or the problem that there is none. */
  LeadRecord known(String id) {
    Optional<LeadRecord> lead =
        LeadId.isOne(id) ? leads.find(new LeadId(id)) : Optional.empty();
    return lead.orElseThrow(Problem::unknownLead);
  }

  LeadRecordView lead(String id) {
    LeadRecord lead = known(id);
    Current current = reads.current(lead.leadId()).orElse(null);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ScoreView.DecidedView decided = decided(lead, now);
    return new LeadRecordView(
        id,
        lead.createdAt(),
        lead.updatedAt(),
        LeadRecordView.ProfileView.of(lead),
        reads.touches(lead.leadId()),
        current == null ? null : LeadStatusView.of(current),
        decided == null ? null : decided.asOf(),
        scores.at(lead, now).map(LeadRecordView.ScoreNowView::of).orElse(null),
        current == null ? null : current.decidedAt(),
        current == null ? inbox.undecided(lead.leadId()).rows().size() : current.pending(),
        current == null ? null : LeadRecordView.DealView.of(current.progress().sales().deal()),
        LeadLinksView.of(id));
  }

  /** The score at that instant under the policy version in force for the lead then; now where none is given. */
  ScoreView score(String id, @Nullable Instant asked, int signals, Caller caller) {
    LeadRecord lead = known(id);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant at = asked == null ? now : asked;
    if (at.isAfter(now)) {
      throw FieldError.in("at", "lies in the future; a score is explained for now or a past instant");
    }
    Explained explained = scores.explained(lead, at).orElseThrow(() -> Problem.NOT_FOUND.because(noneYet(lead, at)));
    AccountRow account = accounts.ofLead(id).orElse(null);
    return ScoreView.of(
        id, explained, signals, decided(lead, at), asked == null ? OutlookView.of(foresight.outlook(lead, now)) : null,
        account == null ? null : company(id, account, at, caller),
        desk.policy(explained.card().policyVersion()).account());
  }

  /** Who is active is told of what the lead knows now: of a past instant, where it knew the same then. */
  private ScoreView.CompanyView company(String lead, AccountRow account, Instant at, Caller caller) {
    String told = account.toldLead();
    AccountEvidence knows = lead.equals(told) ? account.told() : null;
    return new ScoreView.CompanyView(
        account.accountId(), lead.equals(told), told != null && desk.sees(caller, told) ? told : null,
        knows == null || knows.computedAt().isAfter(at) ? null : desk.toldPeople(account, caller));
  }

  private ScoreView.@Nullable DecidedView decided(LeadRecord lead, Instant at) {
    return scores.decidedBy(lead.leadId(), at).map(ScoreView.DecidedView::of).orElse(null);
  }

  private String noneYet(LeadRecord lead, Instant at) {
    if (at.isBefore(lead.createdAt())) {
      return "There was no such lead at " + at + ": it came in at " + lead.createdAt() + ". Ask for a later instant.";
    }
    return reads.firstDecision(lead.leadId())
        .map(first ->
            "The lead came in at " + lead.createdAt() + " and had no score before " + first
                + ", when it was first decided about.")
        .orElseGet(() ->
            "The lead came in at " + lead.createdAt() + " and nothing has been decided about it yet. Ask again in a moment.");
  }
}
