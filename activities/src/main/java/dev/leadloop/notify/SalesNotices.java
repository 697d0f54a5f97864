package dev.leadloop.notify;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.OutdatedNotice;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.notify.webhook.WebhookNotices;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.EffectResult;
import dev.leadloop.record.Ids;
import dev.leadloop.record.JournalStore;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.Outward;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.Recipient;
import dev.leadloop.record.StatusStore;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells reps and managers, at least once and under one id however often and by whatever way it is told. */
public final class SalesNotices {
  private static final Logger LOG = LoggerFactory.getLogger(SalesNotices.class);

  private final LeadRecords records;
  private final HandoffReader handoffs;
  private final RepStore reps;
  private final PolicySource policies;
  private final NoticeWriter writer;
  private final EmailComposer composer;
  private final EmailTransport transport;
  private final WebhookNotices webhookNotices;
  private final @Nullable String fallbackAddress;
  private final InstantSource clock;

  /**
   * Notices over the record and the way mail leaves.
   *
   * @param fallbackAddress who is told where a team has no manager; null for nobody
   */
  public SalesNotices(
      LeadRecords records,
      HandoffReader handoffs,
      RepStore reps,
      PolicySource policies,
      NoticeWriter writer,
      EmailComposer composer,
      EmailTransport transport,
      WebhookNotices webhookNotices,
      @Nullable String fallbackAddress,
      InstantSource clock) {
    this.records = records;
    this.handoffs = handoffs;
    this.reps = reps;
    this.policies = policies;
    this.writer = writer;
    this.composer = composer;
    this.transport = transport;
    this.webhookNotices = webhookNotices;
    this.fallbackAddress = fallbackAddress;
    this.clock = clock;
  }

  /** Begins to tell what one decision has for sales; the handoff and the lead are read once for all of it. */
  public Telling begin() {
    return new Telling();
  }

  /** What is told at one time; not for several threads. */
  public final class Telling {
    private final Map<Handoff, Optional<HandoffRecord>> read = new HashMap<>();
    private final Map<LeadId, StatusStore.Status> statuses = new HashMap<>();
    private final Map<Decided, List<JournalStore.RecordedEntry>> lines = new HashMap<>();

    private Telling() {}

    /** Tells whoever the effect names; returns how, such as "e-mail", or why not. */
    public String tell(EffectRef ref, Effect.Notify effect) {
      LeadId lead = new LeadId(ref.leadId());
      if (records.leads().find(lead).map(LeadRecord::emailKey).filter(SampleAddresses::isOne).isPresent()) {
        String kept = Outward.NOT_TOLD + "it is sample data";
        records.effects().done(lead, ref.seq(), ref.n(), clock.instant(), kept);
        return kept;
      }
      boolean without = effect.cycle() == 0 || effect.notice() == Effect.Notice.REVIEW;
      Optional<HandoffRecord> record =
          read.computeIfAbsent(new Handoff(lead, without ? null : effect.cycle()), SalesNotices.this::read);
      StatusStore.Status status = statuses.computeIfAbsent(lead, SalesNotices.this::status);
      LeadPolicy policy = policies.version(status.policyVersion());
      List<JournalStore.RecordedEntry> decided = lines.computeIfAbsent(new Decided(lead, ref.seq()), SalesNotices.this::lines);
      Instant orderedAt = decided.isEmpty() ? clock.instant() : decided.getFirst().at();
      NoticeCause cause = new NoticeCause(effect, decided, policy, SalesNotices.this::name);
      String result =
          record.isEmpty()
              ? tellOfForgotten(ref, effect, cause, policy)
              : SalesNotices.this.tell(
                  ref,
                  about(lead, record.get(), status.progress(), policy, effect, cause),
                  OutdatedNotice.why(effect, status.progress(), orderedAt));
      records.effects().done(lead, ref.seq(), ref.n(), clock.instant(), result);
      return result;
    }
  }

  /** A handoff by its number; null for a lead that a person is to look at before it is handed to anyone. */
  private record Handoff(LeadId lead, @Nullable Integer cycle) {}

  private record Decided(LeadId lead, long seq) {}

  private List<JournalStore.RecordedEntry> lines(Decided decided) {
    return records.journal().ofDecision(decided.lead(), decided.seq());
  }

  private Optional<HandoffRecord> read(Handoff asked) {
    Integer cycle = asked.cycle();
    return cycle == null ? handoffs.readWithout(asked.lead()) : handoffs.read(asked.lead(), cycle);
  }

  /** A notice of requests says what they ask for and what was written with them, whatever was asked or written before. */
  private NoticeWriter.About about(
      LeadId lead, HandoffRecord record, LeadProgress progress, LeadPolicy policy, Effect.Notify effect, NoticeCause cause) {
    if (effect.notice() != Effect.Notice.REQUESTED) {
      return new NoticeWriter.About(record, record.trigger().allWords(), progress, policy, effect, cause, this::name);
    }
    List<HandoffRecord.Request> requests = handoffs.requests(lead, cause.requests());
    HandoffRecord asking = record.asking(requests);
    String words = requests.isEmpty() ? null : asking.trigger().allWords();
    return new NoticeWriter.About(asking, words, progress, policy, effect, cause, this::name);
  }

  private StatusStore.Status status(LeadId lead) {
    return records.statuses().find(lead).orElseThrow();
  }

  private String name(String rep) {
    return reps.find(rep).map(RepStore.Rep::name).orElse(rep);
  }

  /**
   * Programs hear of everything that was ordered, with the record as it is; people only of what still holds.
   *
   * @param outdated why it does not; null where it does
   */
  private String tell(EffectRef ref, NoticeWriter.About about, @Nullable String outdated) {
    Effect.Notify effect = about.effect();
    List<Recipient> recipients = recipients(effect, about.policy());
    UUID notice = Ids.of("notice", ref.leadId(), ref.seq(), ref.n());
    webhookNotices.give(
        new WebhookNotices.Notice(
            notice, effect, about.record(), about.words(), about.cause().inWords(null),
            NoticeWriter.asks(effect.notice()), outdated != null, writer.page(ref.leadId()),
            rep -> answerOf(rep, recipients, about.record(), effect)),
        recipients.stream().map(recipient -> new WebhookNotices.Addressee(recipient.id(), recipient.team())).toList());
    if (outdated != null) {
      return Outward.NOT_TOLD + outdated;
    }
    if (recipients.isEmpty()) {
      return nobody(ref, effect, about.policy());
    }
    return mail(notice, recipients, ref, recipient -> writer.write(about, recipient));
  }

  /** Of a lead that was forgotten nothing is said but that its handoff is over, to whoever had it. */
  private String tellOfForgotten(EffectRef ref, Effect.Notify effect, NoticeCause cause, LeadPolicy policy) {
    if (effect.notice() != Effect.Notice.WITHDRAWN) {
      return Outward.NOT_TOLD + "the lead was erased";
    }
    List<Recipient> recipients = recipients(effect, policy);
    return recipients.isEmpty()
        ? nobody(ref, effect, policy)
        : mail(
            Ids.of("notice", ref.leadId(), ref.seq(), ref.n()), recipients, ref,
            recipient -> writer.forgotten(effect, cause, ref.leadId(), recipient));
  }

  private static String nobody(EffectRef ref, Effect.Notify effect, LeadPolicy policy) {
    LOG.warn("Lead {}: {} has nobody to tell; add a manager to team '{}'",
        ref.leadId(), effect.label(), policy.routing().team());
    return "nobody to tell";
  }

  private String mail(UUID notice, List<Recipient> recipients, EffectRef ref, Function<Recipient, NoticeContent> contents) {
    String result = "e-mail";
    for (Recipient recipient : recipients) {
      UUID id = recipients.size() == 1 ? notice : Ids.of("notice", notice, recipient.id());
      Mailbox to = new Mailbox(recipient.email(), recipient.name());
      switch (transport.send(composer.notice(id, to, contents.apply(recipient)))) {
        case TransportResult.Accepted accepted -> {}
        case TransportResult.Rejected rejected -> {
          LOG.warn("Lead {}: the notice to {} was rejected: {}", ref.leadId(), recipient.id(), rejected.reason());
          result = EffectResult.of("rejected", rejected.code() + " " + rejected.reason());
        }
        case TransportResult.NotSent notSent -> throw EffectResult.notSent(notSent.reason(), notSent.retryAfter());
        case TransportResult.Unknown unknown -> throw EffectResult.notSent(unknown.reason(), null);
      }
    }
    return result;
  }

  private @Nullable URI answerOf(String rep, List<Recipient> recipients, HandoffRecord record, Effect.Notify effect) {
    return recipients.stream()
        .filter(recipient -> recipient.id().equals(rep))
        .map(recipient -> writer.answer(record, effect, recipient))
        .findFirst()
        .orElse(null);
  }

  private List<Recipient> recipients(Effect.Notify effect, LeadPolicy policy) {
    RepStore.Rep rep = reps.find(effect.recipient()).orElse(null);
    if (rep != null) {
      return List.of(Recipient.of(rep));
    }
    String team = policy.routing().team();
    List<Recipient> managers = reps.managers(team).stream().map(Recipient::of).toList();
    return !managers.isEmpty() || fallbackAddress == null
        ? managers
        : List.of(new Recipient(effect.recipient(), "sales team", fallbackAddress, team, false));
  }
}
