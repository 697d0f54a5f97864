package dev.leadloop.intake;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.inbox.Urgency;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.ExternalId;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leads that nobody knew before, with their names, first touch and first event, in one statement however many.
 *
 * <p>The statement creates only those it finds unknown; whoever loses a race for a name is left out or, for external ids
 * and keys, makes the whole statement fail with a unique violation and nothing is done.
 */
final class LeadCreationStore {
  /** Scalar subqueries, because the planner may turn NOT EXISTS into a scan of all leads. */
  private static final String CREATE =
      """
      with asked as materialized (
        select * from json_to_recordset(:rows::json) as r(lead_id text, email text, email_key text, email_kind text,
          first_name text, last_name text, company text, title text, company_size integer, industry text, country text,
          time_zone text, answers text, consent text, source text, campaign text, content text, channel text,
          system text, external_id text, idempotency_key text, body_hash text, occurred_at timestamptz,
          principal_kind text, principal_id text, body text, urgency smallint, known text, told_by text, account_kind text,
          account_key text, account_name text, account_own text, finding_millis bigint)),
      unknown as materialized (
        select r.*, account_of(r.account_kind, r.account_key, r.account_own) as account_id from asked r
         where (select 1 from lead l where l.email_key = r.email_key) is null
           and (select 1 from lead_identity i where i.system = r.system and i.external_id = r.external_id) is null
           and (select 1 from idempotency_key k where k.key = r.idempotency_key) is null),
      created as (
        insert into lead (lead_id, created_at, updated_at, email, email_key, email_kind, first_name, last_name, company,
                          title, company_size, industry, country, time_zone, answers, consent, source, campaign, content,
                          account_id, account_known)
        select lead_id, now(), now(), email, email_key, email_kind, first_name, last_name, company, title, company_size,
               industry, country, time_zone, answers::jsonb, consent::jsonb, source, campaign, content, account_id,
               account_name is not distinct from account_key or not is_nameless(account_own)
          from unknown
         order by email_key
        on conflict do nothing
        returning lead_id),
      fresh as materialized (select u.* from unknown u join created using (lead_id)),
      accounts as (
        insert into account (account_id, kind, key, name, created_at)
        select distinct on (account_id) account_id, account_kind, account_key, account_name, now() from fresh
         where account_id = account_own
         order by account_id, account_name = account_key, lead_id
        on conflict do nothing),
      named as (
        insert into lead_identity (system, external_id, lead_id)
        select system, external_id, lead_id from fresh where system is not null order by system, external_id),
      touched as (
        insert into touch (lead_id, at, source, campaign, content, channel)
        select lead_id, least(occurred_at, now()), source, campaign, content, channel from fresh
         where coalesce(source, campaign, content, channel) is not null),
      consented as (
        insert into consent_record (lead_id, email_key, status, given_at, recorded_at, place, wording, channel,
                                    principal_kind, principal_id)
        select lead_id, email_key, c.consent->>'status',
               least(coalesce((c.consent->>'at')::timestamptz, occurred_at, now()), now()), now(), c.consent->>'where',
               c.consent->>'wording', channel, principal_kind, principal_id
          from fresh cross join lateral (select fresh.consent::jsonb) as c(consent)
         where c.consent->>'status' is not null),
      remembered as (
        insert into fact_change (lead_id, at, field, old, new, source)
        select f.lead_id, now(), k.key, null, k.value, f.told_by
          from fresh f cross join lateral json_each_text(f.known::json) as k),
      keyed as (
        insert into idempotency_key (key, body_hash, lead_id, outcome, created_at)
        select idempotency_key, body_hash, lead_id, 'CREATED', now() from fresh where idempotency_key is not null
         order by idempotency_key),
      wished as (
        insert into enrichment_wish (lead_id, wished_at, until, imported, line, due_at)
        select lead_id, now(), now() + finding_millis * interval '1 millisecond', urgency > 1, greatest(urgency, 1), now()
          from fresh where finding_millis is not null),
      shares as materialized (
        select principal_id, in_line(1::smallint, principal_id, 'entered') as waiting
          from (select distinct principal_id from fresh where urgency = 1) callers),
      told as (
        insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,
                           ring_at, urgency)
        select lead_id, 'entered', 'entered', 'entered', least(occurred_at, now()), now(), principal_kind, principal_id,
               body::jsonb, now() + coalesce(finding_millis, 0) * interval '1 millisecond',
               case when s.waiting + row_number() over (partition by principal_id order by lead_id) > :single
                    then 2 else urgency end
          from fresh left join shares s using (principal_id)
        union all
        select f.lead_id, 'suppressed-before', 'suppressed', 'suppressed', now(), now(), 'SYSTEM', 'leadloop',
               jsonb_build_object('kind', 'suppressed', 'reason', a.suppressed),
               now() + coalesce(finding_millis, 0) * interval '1 millisecond', 2
          from fresh f join address a on a.email_key = f.email_key
         where a.suppressed is not null)
      select lead_id from created""";

  private final JdbcClient jdbc;

  LeadCreationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Creates those that are unknown; returns which. */
  Set<LeadId> createUnknown(Collection<NewLead> leads) {
    List<Columns> rows = leads.stream().map(LeadCreationStore::columns).toList();
    return new HashSet<>(
        jdbc.sql(CREATE).param("rows", Json.rows(rows)).param("single", Urgency.SINGLE.mostOfACaller())
            .query((row, n) -> new LeadId(row.getString(1))).list());
  }

  /**
   * A request under the id the lead would get.
   *
   * @param finding how long its first decision waits for what enrichment finds; null where nobody is asked
   */
  record NewLead(LeadId id, @Nullable String emailKey, IntakeRequest request, @Nullable Duration finding) {}

  private static Columns columns(NewLead lead) {
    IntakeRequest request = lead.request();
    LeadDetails details = request.details();
    LeadDetails.Facts facts = details.facts();
    LeadDetails.Touch touch = details.touch();
    ExternalId external = details.externalId();
    IntakeRequest.Idempotency idempotency = request.idempotency();
    AccountKey account = AccountKey.of(lead.emailKey(), facts.company()).orElse(null);
    Duration waits = lead.finding();
    EventBody entered = new EventBody.Entered(touch.source(), request.imported());
    return new Columns(
        lead.id().value(),
        details.email(),
        lead.emailKey(),
        MailDomains.ofAddress(lead.emailKey()).kind().name(),
        facts.firstName(),
        facts.lastName(),
        facts.company(),
        facts.title(),
        facts.companySize(),
        facts.industry(),
        facts.country(),
        facts.timeZone(),
        Json.write(facts.answers()),
        details.consent().isEmpty() ? null : Json.write(details.consent()),
        touch.source(),
        touch.campaign(),
        touch.content(),
        touch.channel(),
        external == null ? null : external.system(),
        external == null ? null : external.id(),
        idempotency == null ? null : idempotency.key(),
        idempotency == null ? null : idempotency.bodyHash(),
        Times.textOrNull(request.occurredAt()),
        request.by().kind().name(),
        request.by().id(),
        Json.write(entered),
        Urgency.of(entered).code(),
        Json.write(new FactStore.Known(facts, lead.emailKey(), touch.source(), touch.campaign(), touch.content()).byField()),
        FactStore.source(request),
        account == null ? null : account.kind().name(),
        account == null ? null : account.name(),
        account == null ? null : account.label(),
        account == null ? null : account.accountId(),
        waits == null ? null : waits.toMillis());
  }

  private record Columns(
      String leadId,
      @Nullable String email,
      @Nullable String emailKey,
      String emailKind,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String company,
      @Nullable String title,
      @Nullable Integer companySize,
      @Nullable String industry,
      @Nullable String country,
      @Nullable String timeZone,
      String answers,
      @Nullable String consent,
      @Nullable String source,
      @Nullable String campaign,
      @Nullable String content,
      @Nullable String channel,
      @Nullable String system,
      @Nullable String externalId,
      @Nullable String idempotencyKey,
      @Nullable String bodyHash,
      @Nullable String occurredAt,
      String principalKind,
      String principalId,
      String body,
      int urgency,
      String known,
      String toldBy,
      @Nullable String accountKind,
      @Nullable String accountKey,
      @Nullable String accountName,
      @Nullable String accountOwn,
      @Nullable Long findingMillis) {}
}
