package dev.leadloop.record;

import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.EmailTransport;
import dev.leadloop.email.Mailbox;
import dev.leadloop.email.TransportResult;
import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.Effect;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.store.LeadRecord;
import dev.leadloop.store.RepStore;
import dev.leadloop.store.StatusStore;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells reps and managers by e-mail, at least once. */
final class SalesNotices {
  private static final Logger LOG = LoggerFactory.getLogger(SalesNotices.class);

  private final LeadRecords records;
  private final RepStore reps;
  private final PolicySource policies;
  private final NoticeWriter writer;
  private final EmailComposer composer;
  private final EmailTransport transport;
  private final @Nullable String fallbackAddress;
  private final InstantSource clock;

  SalesNotices(
      LeadRecords records,
      RepStore reps,
      PolicySource policies,
      NoticeWriter writer,
      EmailComposer composer,
      EmailTransport transport,
      @Nullable String fallbackAddress,
      InstantSource clock) {
    this.records = records;
    this.reps = reps;
    this.policies = policies;
    this.writer = writer;
    this.composer = composer;
    this.transport = transport;
    this.fallbackAddress = fallbackAddress;
    this.clock = clock;
  }

  String tell(EffectRef ref, Effect.Notify effect) {
    LeadId lead = new LeadId(ref.leadId());
    LeadRecord record = records.leads().find(lead).orElseThrow();
    StatusStore.Status status = records.statuses().find(lead).orElseThrow();
    String result =
        record.erasedAt() != null ? "not told: the lead was erased" : tell(ref, effect, record, status);
    records.effects().done(lead, ref.seq(), ref.n(), clock.instant(), result);
    return result;
  }

  private String tell(EffectRef ref, Effect.Notify effect, LeadRecord lead, StatusStore.Status status) {
    LeadPolicy policy = policies.version(status.policyVersion());
    List<RepStore.Rep> readers = readers(effect, policy);
    if (readers.isEmpty()) {
      LOG.warn("Lead {}: {} has nobody to tell; add a manager to team '{}'",
          lead.leadId(), effect.label(), policy.routing().team());
      return "nobody to tell";
    }
    String result = "e-mail";
    for (RepStore.Rep reader : readers) {
      NoticeContent content = writer.write(lead, status, policy, effect, reader);
      UUID id = Ids.of("notice", ref.leadId(), ref.seq(), ref.n(), reader.id());
      switch (transport.send(composer.notice(id, new Mailbox(reader.email(), reader.name()), content))) {
        case TransportResult.Accepted accepted -> {}
        case TransportResult.Rejected rejected -> {
          LOG.warn("Lead {}: the notice to {} was rejected: {}", lead.leadId(), reader.id(), rejected.reason());
          result = EffectResult.of("rejected", rejected.code() + " " + rejected.reason());
        }
        case TransportResult.NotSent notSent -> throw EffectResult.notSent(notSent.reason(), notSent.retryAfter());
        case TransportResult.Unknown unknown -> throw EffectResult.notSent(unknown.reason(), null);
      }
    }
    return result;
  }

  private List<RepStore.Rep> readers(Effect.Notify effect, LeadPolicy policy) {
    RepStore.Rep rep = reps.find(effect.recipient()).orElse(null);
    if (rep != null) {
      return List.of(rep);
    }
    String team = policy.routing().team();
    List<RepStore.Rep> managers = reps.managers(team);
    if (!managers.isEmpty() || fallbackAddress == null) {
      return managers;
    }
    return List.of(
        new RepStore.Rep(effect.recipient(), "sales team", fallbackAddress, team, true, true, null, null));
  }
}
