package dev.leadloop.notify;

import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.notify.digest.Digest;
import dev.leadloop.notify.digest.Digest.Part;
import dev.leadloop.notify.digest.DigestStore;
import dev.leadloop.notify.digest.DigestStore.Waiting;
import dev.leadloop.notify.webhook.WebhookNotices;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.record.PolicySource;
import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.sla.BusinessCalendar;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells each rep at the start of the working day what waits; where nothing waits, nothing is sent. Any number of
 * processes may do so: a day's digest is claimed in the store, and the same one always has the same id.
 */
public final class Digests {
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final DigestStore store;
  private final RepStore reps;
  private final TeamStore teams;
  private final PolicySource policies;
  private final EmailComposer composer;
  private final EmailTransport transport;
  private final WebhookNotices webhookNotices;
  private final URI publicUrl;
  private final InstantSource clock;

  /**
   * Digests over the store and the ways they leave by.
   *
   * @param publicUrl where people reach this product
   */
  public Digests(
      DigestStore store,
      RepStore reps,
      TeamStore teams,
      PolicySource policies,
      EmailComposer composer,
      EmailTransport transport,
      WebhookNotices webhookNotices,
      URI publicUrl,
      InstantSource clock) {
    this.store = store;
    this.reps = reps;
    this.teams = teams;
    this.policies = policies;
    this.composer = composer;
    this.transport = transport;
    this.webhookNotices = webhookNotices;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** Sends what is due; returns how many digests went out. */
  public int writeDue() {
    Instant now = clock.instant();
    LeadPolicy policy = policies.latest();
    Map<String, TeamStore.Team> byId =
        teams.all().stream().collect(Collectors.toMap(TeamStore.Team::id, Function.identity()));
    int sent = 0;
    for (RepStore.Rep rep : reps.all()) {
      BusinessCalendar calendar = calendar(rep, byId.get(rep.team()), policy);
      WorkDay day =
          calendar == null || !rep.active() || rep.sample() || rep.absent(now)
              ? null : WorkDay.running(calendar, now).orElse(null);
      if (calendar != null && day != null && store.claim(rep.id(), day.date(), now, now.plus(LEASE))) {
        sent += send(rep, day.date(), policy, calendar.zone(), now) ? 1 : 0;
      }
    }
    return sent;
  }

  /** The rep's own hours, else the team's, else those in which the policy counts an ordinary answer. */
  private static @Nullable BusinessCalendar calendar(
      RepStore.Rep rep, TeamStore.@Nullable Team team, LeadPolicy policy) {
    BusinessCalendar ordinary = policy.calendars().get(policy.sla().classFor(HandoffTrigger.SCORE).calendar());
    if (ordinary == null) {
      return null;
    }
    Hours ofTeam = team == null ? Hours.OF_POLICY : team.worked();
    return rep.work().worked().over(ofTeam, policy.calendars()).in(policy.calendars(), ordinary);
  }

  private boolean send(RepStore.Rep rep, LocalDate day, LeadPolicy policy, ZoneId zone, Instant now) {
    Map<Part, List<Waiting>> waiting = new EnumMap<>(Part.class);
    waiting.put(Part.TO_ANSWER, store.open(rep.id()));
    waiting.put(Part.IN_QUEUE, rep.manager() ? store.queued() : List.of());
    waiting.put(Part.TO_CONTACT, store.withoutContact(rep.id()));
    waiting.put(Part.STANDING_STILL, store.stalled(rep.id(), now.minus(policy.afterAcceptance().stalledAfter())));
    Digest digest = new Digest(rep, day, zone, policy, waiting, publicUrl);
    if (digest.empty()) {
      store.settle(rep.id(), day, false, "nothing to say");
      return false;
    }
    webhookNotices.give(digest);
    return switch (transport.send(composer.notice(digest.id(), new Mailbox(rep.email(), rep.name()), content(digest)))) {
      case TransportResult.Accepted accepted -> done(rep, day, "accepted");
      case TransportResult.Rejected rejected -> done(rep, day, "rejected: " + rejected.reason());
      // It may have arrived, and a second one the same morning is worse than none.
      case TransportResult.Unknown unknown -> done(rep, day, "unknown: " + unknown.reason());
      // Still claimed: it is tried again when the claim runs out.
      case TransportResult.NotSent notSent -> false;
    };
  }

  private boolean done(RepStore.Rep rep, LocalDate day, String result) {
    store.settle(rep.id(), day, true, result);
    return true;
  }

  private static NoticeContent content(Digest digest) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    Map<String, String> links = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      lists.put(part.list(), digest.of(part).stream().map(lead -> digest.line(part, lead.who(), lead)).toList());
      digest.of(part).forEach(lead -> links.put(digest.line(part, lead.who(), lead), digest.page(lead).toString()));
    }
    String list = digest.list().toString();
    Map<String, String> values =
        Map.of("repName", digest.rep().name(), "summary", digest.summary(), "leadUrl", list, "answerUrl", list);
    return new NoticeContent(NoticeContent.DIGEST, values, lists, links);
  }
}
