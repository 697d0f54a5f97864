package dev.leadloop.temporal.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.account.KnownAccount;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.HandoffProgress;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.NurtureProgress;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.lifecycle.journal.PastProgress;
import dev.leadloop.lifecycle.journal.QualificationProgress;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.lifecycle.journal.RecycleProgress;
import dev.leadloop.lifecycle.journal.SalesProgress;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.scoring.QualifiedBy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record ProgressPayload(
    Stage stage,
    Instant stageSince,
    ScorePayload score,
    @Nullable String source,
    @Nullable NurturePosition nurture,
    Map<String, SequenceRun> sequenceRuns,
    @Nullable List<HeldMail> held,
    @Nullable RecycleGate gate,
    int recycles,
    @Nullable HandoffPayload handoff,
    int cycles,
    List<EndedCycle> ended,
    @Nullable String owner,
    @Nullable Instant acceptedAt,
    @Nullable Instant contactDue,
    boolean contacted,
    @Nullable Instant lastNews,
    @Nullable Instant closedAt,
    @Nullable String suppressed,
    @Nullable String review,
    @Nullable Deal deal,
    boolean awaitsConsent,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QualifiedBy qualifiedBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String withheld,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KnownAccount account,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PastProgress past,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String contactFor) {

  static ProgressPayload of(LeadProgress progress) {
    QualificationProgress qualification = progress.qualification();
    NurtureProgress nurture = progress.nurture();
    RecycleProgress recycling = progress.recycling();
    HandoffProgress handoffs = progress.handoffs();
    SalesProgress sales = progress.sales();
    return new ProgressPayload(
        qualification.stage(),
        qualification.since(),
        ScorePayload.of(qualification.score()),
        qualification.source(),
        nurture.position(),
        nurture.runs(),
        nurture.held(),
        recycling.gate(),
        recycling.times(),
        handoffs.open() == null ? null : HandoffPayload.of(handoffs.open()),
        handoffs.cycles(),
        handoffs.ended(),
        sales.owner(),
        sales.acceptedAt(),
        sales.contactDue(),
        sales.contacted(),
        sales.lastNews(),
        qualification.closedAt(),
        nurture.suppressed(),
        qualification.review(),
        sales.deal(),
        nurture.awaitsConsent(),
        qualification.qualifiedBy(),
        nurture.withheld(),
        qualification.account(),
        progress.past().equals(PastProgress.NONE) ? null : progress.past(),
        sales.contactFor());
  }

  LeadProgress read() {
    return new LeadProgress(
        new QualificationProgress(stage, stageSince, closedAt, score.read(), source, review, qualifiedBy, account),
        // Rows of early versions know of no held mail.
        new NurtureProgress(nurture, sequenceRuns, held == null ? List.of() : held, suppressed, awaitsConsent, withheld),
        new RecycleProgress(recycles, gate),
        new HandoffProgress(handoff == null ? null : handoff.read(), cycles, ended),
        new SalesProgress(owner, acceptedAt, contactDue, contactFor, contacted, lastNews, deal),
        past == null ? PastProgress.NONE : past);
  }
}
