package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.LeadProgress.SequenceRun;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A progress being written; only {@link JournalFold} holds one. */
final class ProgressDraft {
  Stage stage = Stage.NURTURING;
  Instant stageSince;
  ScoreSummary score = ScoreSummary.none();
  @Nullable String source;
  @Nullable NurturePosition nurture;
  Map<String, SequenceRun> sequenceRuns = new HashMap<>();
  List<HeldMail> held = List.of();
  @Nullable RecycleGate gate;
  int recycles;
  @Nullable Handoff handoff;
  int cycles;
  List<EndedCycle> ended = List.of();
  @Nullable String owner;
  @Nullable Instant acceptedAt;
  @Nullable Instant contactDue;
  boolean contacted;
  @Nullable Instant lastNews;
  @Nullable Instant closedAt;
  @Nullable String suppressed;
  @Nullable String review;
  @Nullable Deal deal;
  boolean awaitsConsent;

  private ProgressDraft(Instant stageSince) {
    this.stageSince = stageSince;
  }

  static ProgressDraft entered(@Nullable String source, Instant at) {
    ProgressDraft draft = new ProgressDraft(at);
    draft.source = source;
    return draft;
  }

  static ProgressDraft of(LeadProgress before) {
    ProgressDraft draft = new ProgressDraft(before.stageSince());
    draft.stage = before.stage();
    draft.score = before.score();
    draft.source = before.source();
    draft.nurture = before.nurture();
    draft.sequenceRuns = new HashMap<>(before.sequenceRuns());
    draft.held = before.held();
    draft.gate = before.gate();
    draft.recycles = before.recycles();
    draft.handoff = before.handoff();
    draft.cycles = before.cycles();
    draft.ended = before.ended();
    draft.owner = before.owner();
    draft.acceptedAt = before.acceptedAt();
    draft.contactDue = before.contactDue();
    draft.contacted = before.contacted();
    draft.lastNews = before.lastNews();
    draft.closedAt = before.closedAt();
    draft.suppressed = before.suppressed();
    draft.review = before.review();
    draft.deal = before.deal();
    draft.awaitsConsent = before.awaitsConsent();
    return draft;
  }

  void enter(Stage to, Instant at) {
    stage = to;
    stageSince = at;
    closedAt = to.closed() ? at : null;
    if (!to.nurtured()) {
      NurtureFold.dropHeld(this);
    }
    switch (to) {
      case ACCEPTED -> {
        acceptedAt = at;
        lastNews = at;
        contacted = false;
      }
      case OPPORTUNITY, WON, LOST -> contactDue = null;
      case NURTURING, MQL, SALES_QUALIFIED, DISQUALIFIED, ERASED -> {
        owner = null;
        acceptedAt = null;
        contactDue = null;
        contacted = false;
        lastNews = null;
        deal = null;
      }
    }
  }

  void forget() {
    source = null;
    score = ScoreSummary.none();
    nurture = null;
    held = List.of();
    gate = null;
    handoff = null;
    suppressed = Forgotten.REASON;
    review = null;
    awaitsConsent = false;
  }

  LeadProgress done() {
    return new LeadProgress(
        stage, stageSince, score, source, nurture, sequenceRuns, held, gate, recycles, handoff, cycles, ended, owner,
        acceptedAt, contactDue, contacted, lastNews, closedAt, suppressed, review, deal,
        awaitsConsent);
  }
}
