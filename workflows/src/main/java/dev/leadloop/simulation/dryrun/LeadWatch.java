package dev.leadloop.simulation.dryrun;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.nurturing.MailHold;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.simulation.PlayedLead;
import dev.leadloop.simulation.Watcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to one lead. */
final class LeadWatch implements Watcher {
  private final PlayedLead lead;
  private final LeadPolicy policy;
  private final List<Fact> facts = new ArrayList<>();
  private LeadProfile profile;
  private @Nullable LeadProgress progress;
  private @Nullable ScoreSummary best;
  private @Nullable Taken mql;
  private @Nullable Taken pql;
  private @Nullable Taken sql;
  private @Nullable String owner;
  private @Nullable String closed;
  private int mails;

  LeadWatch(PlayedLead lead, LeadPolicy policy, Instant from) {
    this.lead = lead;
    this.policy = policy;
    this.profile = lead.state().profile();
    this.progress = lead.state().progress();
    if (progress != null) {
      best = progress.qualification().score();
    }
    Instant came = lead.told().stream().map(event -> event.recordedAt()).min(Instant::compareTo).orElse(from);
    facts.add(new Fact(What.LEAD, progress == null ? came : from, null, null));
  }

  private record Taken(Instant at, String why) {}

  @Override
  public void decided(Decision decision) {
    profile = decision.next().profile();
    progress = decision.next().progress();
    for (Decision.Noted noted : decision.journal()) {
      switch (noted.entry()) {
        case JournalEntry.OfLead line -> ofLead(line, decision.at());
        case JournalEntry.OfHandoff line -> ofHandoff(line, decision.at());
        case JournalEntry.OfSales line -> ofSales(line, decision.at());
        case JournalEntry.OfNurture ignored -> {}
        case JournalEntry.OfPerson ignored -> {}
      }
    }
  }

  @Override
  public void mail(Instant at, Effect.SendEmail mail, @Nullable MailHold hold) {
    String step = mail.sequence() + "/" + mail.step();
    if (hold != null) {
      add(hold.until() == null ? What.NOT_SENT : What.HELD, at, step, hold.why());
    } else if (MailHold.isConfirmation(mail)) {
      add(What.CONFIRMATION, at, step, null);
    } else {
      mails++;
      add(What.SENT, at, step, null);
    }
  }

  @Override
  public void failed(Instant at, String why) {
    add(What.FAILED, at, null, why);
  }

  /** Everything that happened to it, in order. */
  List<Fact> facts() {
    return facts;
  }

  /** What became of it. */
  LeadLine line() {
    ScoreSummary score = progress == null ? ScoreSummary.none() : progress.qualification().score();
    Stage stage = progress == null ? Stage.NURTURING : progress.stage();
    return new LeadLine(
        lead.state().leadId().value(), lead.name(),
        step(mql, policy.qualification().marketing(), null),
        step(pql, policy.qualification().marketing().stream().filter(way -> way.by() == QualifiedBy.PRODUCT).toList(), null),
        step(sql, policy.qualification().sql(), owner),
        stage.label(), score.score(), score.fit(), mails);
  }

  private LeadLine.Step step(
      @Nullable Taken taken, List<Threshold> ways, @Nullable String to) {
    return taken != null
        ? new LeadLine.Step(taken.at(), taken.why(), to)
        : new LeadLine.Step(null, Lacking.words(ways, best, profile, closed, sql != null), null);
  }

  private void ofLead(JournalEntry.OfLead line, Instant at) {
    switch (line) {
      case JournalEntry.Scored scored ->
          best = best == null || scored.score().score() >= best.score() ? scored.score() : best;
      case JournalEntry.StageChanged change -> moved(change, at);
      case JournalEntry.ReviewOpened opened -> add(What.REVIEW, at, null, opened.why());
      case JournalEntry.Recycled recycled -> add(What.RECYCLED, at, null, recycled.reason());
      case JournalEntry.OrderRefused refused -> add(What.REFUSED, at, null, refused.message());
      case JournalEntry.Entered ignored -> {}
      case JournalEntry.FactsChanged ignored -> {}
      case JournalEntry.AccountNoted ignored -> {}
      case JournalEntry.SignalRecorded ignored -> {}
      case JournalEntry.SignalVoided ignored -> {}
      case JournalEntry.RequestTooOld ignored -> {}
      case JournalEntry.PolicyMoved ignored -> {}
      case JournalEntry.ParkEnded ignored -> {}
      case JournalEntry.CoolDownEnded ignored -> {}
      case JournalEntry.ReviewClosed ignored -> {}
      case JournalEntry.PastNoted ignored -> {}
      case JournalEntry.EventFailed ignored -> {}
    }
  }

  private void moved(JournalEntry.StageChanged change, Instant at) {
    boolean product = change.evidence() != null && change.evidence().trigger().equals(QualifiedBy.PRODUCT.trigger());
    Taken taken = new Taken(at, Sentences.of(change));
    if (change.told()) {
      return;
    }
    if (product && (change.to() == Stage.MQL || change.to() == Stage.SALES_QUALIFIED)) {
      pql = first(pql, taken, What.PQL);
    }
    switch (change.to()) {
      case MQL -> mql = first(mql, taken, What.MQL);
      case SALES_QUALIFIED -> sql = first(sql, taken, What.SQL);
      case NURTURING -> {
        if (change.from() == Stage.MQL) {
          add(What.FELL_BACK, at, null, change.cause());
        }
      }
      case DISQUALIFIED -> {
        closed = change.cause();
        add(What.DISQUALIFIED, at, null, change.cause());
      }
      case ACCEPTED, OPPORTUNITY, WON, LOST, ERASED -> {}
    }
  }

  /** A lead counts once, when it first comes there. */
  private Taken first(@Nullable Taken before, Taken now, What what) {
    if (before == null) {
      add(what, now.at(), null, now.why());
      return now;
    }
    return before;
  }

  private void ofHandoff(JournalEntry.OfHandoff line, Instant at) {
    switch (line) {
      case JournalEntry.CycleOpened opened -> {
        String to = opened.handoff().owner();
        owner = owner == null ? to : owner;
        add(opened.handoff().queue() ? What.QUEUED : What.OFFERED, at, to, opened.handoff().terms().slaClass());
        add(What.DUE, opened.handoff().deadline(), to, null);
      }
      case JournalEntry.OwnerChanged changed -> {
        add(What.REASSIGNED, at, holder(), changed.why());
        add(changed.queue() ? What.QUEUED : What.OFFERED, at, changed.owner(), changed.why());
      }
      case JournalEntry.RungFired fired -> rung(fired, at);
      case JournalEntry.CycleEnded ended -> add(how(ended.end().how()), at, ended.end().owner(), ended.end().reason());
      case JournalEntry.RequestAdded ignored -> {}
      case JournalEntry.ClockPaused ignored -> {}
      case JournalEntry.ClockResumed ignored -> {}
      case JournalEntry.RemindersPutOff ignored -> {}
      case JournalEntry.RemindersDue ignored -> {}
      case JournalEntry.OwnerAwayNoted ignored -> {}
    }
  }

  private void rung(JournalEntry.RungFired fired, Instant at) {
    switch (fired.action()) {
      case REMIND -> add(What.REMINDED, at, holder(), null);
      case ESCALATE -> add(What.ESCALATED, at, holder(), null);
      case REASSIGN, QUEUE -> {}
    }
  }

  private @Nullable String holder() {
    return facts.reversed().stream().filter(fact -> fact.what() == What.OFFERED || fact.what() == What.QUEUED)
        .map(Fact::about).findFirst().orElse(null);
  }

  private void ofSales(JournalEntry.OfSales line, Instant at) {
    switch (line) {
      case JournalEntry.ContactMissed ignored -> add(What.CONTACT_MISSED, at, holder(), null);
      case JournalEntry.StallReminded ignored -> add(What.STALLED, at, holder(), null);
      case JournalEntry.PassedOn ignored -> {}
      case JournalEntry.OwnerAsked ignored -> {}
      case JournalEntry.ContactAsked ignored -> {}
      case JournalEntry.ContactMade ignored -> {}
      case JournalEntry.OutcomeNoted ignored -> {}
    }
  }

  private static What how(EndedCycle.How how) {
    return switch (how) {
      case ACCEPTED -> What.ACCEPTED;
      case REJECTED -> What.REJECTED;
      case RETURNED -> What.RETURNED;
      case REASSIGNED, WITHDRAWN -> What.REASSIGNED;
      case UNANSWERED -> What.UNANSWERED;
    };
  }

  private void add(What what, Instant at, @Nullable String about, @Nullable String why) {
    facts.add(new Fact(what, at, about, why));
  }
}
