package dev.leadloop.lifecycle;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.PastProgress;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.lifecycle.words.Standing;
import dev.leadloop.qualification.Qualifying;

/**
 * Takes in what is told of a lead's life before it came to us. It hands nobody over, tells nobody, and nothing falls due by
 * it; but a lead that came as a customer, lost, disqualified or at work with sales stands there and is not nurtured.
 */
final class TellingPast {
  private TellingPast() {}

  static Verdict told(Deciding deciding, LeadEvent event, EventBody.PastTold told) {
    boolean news = false;
    for (PastStep step : told.steps()) {
      if (deciding.progress().past().isNews(step)) {
        deciding.note(new JournalEntry.PastNoted(step));
        news = true;
      }
    }
    if (!news) {
      return Verdict.applied(event.eventId(), "all of it was told before");
    }
    if (deciding.progress().followsItsPast()) {
      follow(deciding);
    }
    return Verdict.applied(event.eventId(), "noted; " + Standing.inWords(deciding.progress()));
  }

  /** A past that leaves it open whether the lead buys leaves it to nurture, and to what it does from now on. */
  private static void follow(Deciding deciding) {
    PastProgress past = deciding.progress().past();
    PastStep standing = past.standing();
    Stage to = standing == null ? Stage.NURTURING : standing.stage();
    if (to == deciding.stage() || standing == null && deciding.stage().nurtured()) {
      return;
    }
    PastStep last = standing == null ? past.counted().getLast() : standing;
    Nurturing.stop(deciding, Sentences.past(last));
    deciding.put(to, Sentences.past(last), last.at());
    if (to.nurtured()) {
      Nurturing.followTrack(deciding);
      Qualifying.byScore(deciding, deciding.rescore(), false);
    }
  }
}
