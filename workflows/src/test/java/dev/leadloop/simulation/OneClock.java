package dev.leadloop.simulation;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.DeskFold;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leads as they live: one clock for all of them, one thing after the other, every decision with the desk as it is then. Slow and
 * plain; every mail is accepted and nobody answers beside what is told.
 */
final class OneClock {
  private final LeadPolicy policy;
  private final Instant until;
  private final List<Living> leads = new ArrayList<>();
  private SalesDesk desk;

  OneClock(LeadPolicy policy, SalesDesk desk, Instant until) {
    this.policy = policy;
    this.desk = desk;
    this.until = until;
  }

  private static final class Living {
    private final List<LeadEvent> coming;
    private final List<LeadEvent> quiet = new ArrayList<>();
    private final List<String> journal = new ArrayList<>();
    private LeadState state;
    private @Nullable LeadProgress folded;
    private @Nullable Due due;
    private Instant now = Instant.MIN;
    private int rows = 100_000;

    Living(PlayedLead lead) {
      this.state = lead.state();
      this.coming = new ArrayList<>(lead.told());
    }

    @Nullable Instant next() {
      Instant next = due == null ? null : due.at();
      for (LeadEvent event : coming) {
        next = next == null || event.recordedAt().isBefore(next) ? event.recordedAt() : next;
      }
      return next == null ? null : next.isBefore(now) ? now : next;
    }
  }

  /** The journals of the leads, each entry with its instant. */
  List<List<String>> live(List<PlayedLead> played) {
    played.forEach(lead -> leads.add(new Living(lead)));
    while (true) {
      Living first = null;
      Instant at = until;
      for (Living lead : leads) {
        Instant next = lead.next();
        if (next != null && next.isBefore(at)) {
          first = lead;
          at = next;
        }
      }
      if (first == null) {
        return leads.stream().map(lead -> lead.journal).toList();
      }
      decide(first, at);
    }
  }

  private void decide(Living lead, Instant at) {
    List<LeadEvent> events = new ArrayList<>(lead.quiet);
    lead.quiet.clear();
    lead.coming.stream().filter(event -> !event.recordedAt().isAfter(at)).forEach(events::add);
    lead.coming.removeIf(event -> !event.recordedAt().isAfter(at));
    Decision decision = LeadLifecycle.decide(lead.state, events, policy, desk, at);
    lead.now = at;
    lead.state = decision.next();
    lead.due = decision.due();
    for (Decision.Noted noted : decision.journal()) {
      lead.journal.add(decision.at() + " " + noted.entry());
      desk = DeskFold.after(desk, lead.folded, noted.entry());
      lead.folded = JournalFold.apply(lead.folded, noted.entry(), decision.at());
    }
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.SendEmail mail) {
        lead.rows++;
        lead.quiet.add(new LeadEvent(lead.rows, "mail-" + lead.rows, at, at, Principal.SYSTEM,
            new EventBody.SendSettled(
                mail.sequence(), mail.step(), "ACCEPTED", null, mail.sequenceVersion(), mail.occurrence())));
      }
    }
  }
}
