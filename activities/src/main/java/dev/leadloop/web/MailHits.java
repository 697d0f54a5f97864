package dev.leadloop.web;

import dev.leadloop.engagement.MachineJudgement;
import dev.leadloop.engagement.Observation;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.web.MailHitStore.Hit;
import dev.leadloop.web.MailHitStore.Mail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notes followed links and opened mails. What was seen is stored first; all that was seen of the mail is judged anew each
 * time, so that a click counts at once and is taken back where its company shows that a machine followed it.
 */
public final class MailHits {
  /** Nobody looks at one mail more often; whatever does is not stored. */
  private static final int MOST = 200;

  /** Looking again at the same thing within this time is the same look. */
  private static final Duration SAME = Duration.ofMinutes(10);

  private static final int LONGEST_AGENT = 300;
  private static final int OPEN = -1;

  private final MailHitStore hits;
  private final InboxStore inbox;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public MailHits(MailHitStore hits, InboxStore inbox, TransactionTemplate transaction, InstantSource clock) {
    this.hits = hits;
    this.inbox = inbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Whose mail was looked at, and whether that became a signal. */
  public record Seen(LeadId lead, boolean told) {}

  /** Whose mail it is; notes nothing. */
  public Optional<LeadId> reader(UUID sendId) {
    return hits.reader(sendId);
  }

  /** Notes a followed link; empty where the mail is not known. */
  public Optional<Seen> clicked(UUID sendId, int link, @Nullable String agent) {
    return seen(sendId, true, link, agent);
  }

  /** Notes a fetched picture; empty where the mail is not known. */
  public Optional<Seen> opened(UUID sendId, @Nullable String agent) {
    return seen(sendId, false, OPEN, agent);
  }

  private Optional<Seen> seen(UUID sendId, boolean click, int link, @Nullable String agent) {
    Seen seen =
        transaction.execute(status -> {
          Mail mail = hits.lock(sendId).orElse(null);
          if (mail == null) {
            return null;
          }
          if (hits.count(sendId) >= MOST) {
            return new Seen(mail.lead(), false);
          }
          hits.add(sendId, click, link, shortened(agent), clock.instant());
          return new Seen(mail.lead(), judge(mail, hits.of(sendId)));
        });
    return Optional.ofNullable(seen);
  }

  /** Tells what changed by the newest look; true where that look counts. */
  private boolean judge(Mail mail, List<Hit> seen) {
    Map<String, String> machines =
        MachineJudgement.judge(seen.stream().map(MailHits::observation).toList(), mail.settledAt());
    for (Hit hit : seen) {
      String why = machines.get(eventId(hit));
      if (why != null && hit.voided() == null) {
        hits.voided(hit.id(), why);
        if (hit.told()) {
          tell(mail, hit, "voided-" + eventId(hit), new EventBody.SignalVoided(eventId(hit), type(hit), why));
        }
      }
    }
    Hit newest = seen.getLast();
    if (machines.containsKey(eventId(newest)) || again(newest, seen)) {
      return false;
    }
    hits.told(newest.id());
    Map<String,
        String> properties = Map.of("sequence", mail.sequence(), "step", mail.step(), "link", String.valueOf(newest.link()));
    tell(mail, newest, eventId(newest), new EventBody.Engaged(type(newest), properties, false));
    return true;
  }

  private static boolean again(Hit newest, List<Hit> seen) {
    Instant since = newest.at().minus(SAME);
    return seen.stream()
        .anyMatch(
            hit ->
                hit.told() && hit.voided() == null && hit.link() == newest.link() && hit.at().isAfter(since));
  }

  private void tell(Mail mail, Hit hit, String eventId, EventBody body) {
    inbox.append(InboxRow.called(mail.lead(), eventId, type(hit), hit.at(), Principal.PERSON, body));
  }

  private static Observation observation(Hit hit) {
    return new Observation(
        eventId(hit),
        hit.click() ? Observation.Kind.CLICK : Observation.Kind.OPEN,
        hit.at(),
        hit.agent(),
        hit.click() ? String.valueOf(hit.link()) : null,
        new Observation.Marks(false, hit.head(), hit.click() && hit.link() == 0));
  }

  private static String eventId(Hit hit) {
    return "mail-hit-" + hit.id();
  }

  private static String type(Hit hit) {
    return hit.click() ? OwnSignals.EMAIL_CLICK : OwnSignals.EMAIL_OPEN;
  }

  private static @Nullable String shortened(@Nullable String agent) {
    if (agent == null || agent.isBlank()) {
      return null;
    }
    String clean = agent.replaceAll("\\p{Cntrl}+", " ").strip();
    return ShortText.of(clean, LONGEST_AGENT);
  }
}
