package dev.leadloop.intake;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.record.ExternalId;
import dev.leadloop.record.LeadStore;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of a merge; all run inside its transaction. */
final class LeadMergeStore {
  private final JdbcClient jdbc;

  LeadMergeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The answer that the same request got before; empty where it was never answered. */
  Optional<Intake> answeredBefore(IntakeRequest.Idempotency idempotency) {
    return jdbc.sql("select body_hash, lead_id, outcome from idempotency_key where key = :key")
        .param("key", idempotency.key())
        .query((row, n) -> idempotency.bodyHash().equals(row.getString("body_hash"))
            ? new Intake.Accepted(
                new LeadId(row.getString("lead_id")), Intake.Outcome.valueOf(row.getString("outcome")))
            : (Intake) new Intake.KeyReused(idempotency.key()))
        .optional();
  }

  /**
   * Keeps the answer; a unique violation where the key was taken meanwhile: the caller starts again and finds the answer given.
   */
  void keep(IntakeRequest.Idempotency idempotency, LeadId lead, Intake.Outcome outcome) {
    jdbc.sql(
            "insert into idempotency_key (key, body_hash, lead_id, outcome, created_at)"
                + " values (:key, :hash, :lead, :outcome, now())")
        .param("key", idempotency.key())
        .param("hash", idempotency.bodyHash())
        .param("lead", lead.value())
        .param("outcome", outcome.name())
        .update();
  }

  /** Who is known by these names. */
  Identity names(@Nullable String emailKey, @Nullable ExternalId external) {
    return jdbc.sql(
            """
            select (select lead_id from lead where email_key = :email::text) as by_address,
                   (select lead_id from lead_identity
                     where system = :system::text and external_id = :id::text) as by_external""")
        .param("email", emailKey)
        .param("system", external == null ? null : external.system())
        .param("id", external == null ? null : external.id())
        .query((row, n) -> new Identity(row.getString("by_address"), row.getString("by_external")))
        .single();
  }

  /** Locks a lead until the transaction ends. */
  KnownLead lock(String lead) {
    return jdbc.sql(
            """
            select l.lead_id, l.created_at, l.email_key, l.first_name, l.last_name, l.company, l.title, l.company_size,
                   l.industry, l.country, l.time_zone, l.answers, l.consent, l.source, l.erased_at is not null as forgotten,
                   t.source as last_source, t.campaign as last_campaign, t.content as last_content,
                   t.channel as last_channel, l.enriched
              from lead l
              left join lateral (select * from touch where lead_id = l.lead_id order by touch_id desc limit 1) t on true
             where l.lead_id = :lead
               for no key update of l""")
        .param("lead", lead)
        .query((row, n) -> known(row))
        .single();
  }

  /**
   * Writes what is known from now on, and moves the lead to the account that these facts tell.
   *
   * @param email the address as it was told; of use only where it is new
   * @param first the first way the lead came; nothing known where there was one before
   */
  void update(LeadId lead, LeadChange change, @Nullable String email, LeadDetails.Touch first) {
    LeadDetails.Facts facts = change.facts();
    Map<String, String> consent = change.consent();
    String newEmailKey = change.newEmailKey();
    AccountKey account = AccountKey.of(change.addressAfter(), facts.company()).orElse(null);
    JdbcClient.StatementSpec sql =
        jdbc.sql(
            """
            with belongs as materialized (
              select l.account_id as before, account_of(:accountKind, :accountKey, :accountOwn) as account_id
                from lead l where l.lead_id = :lead),
            made as (
              insert into account (account_id, kind, key, name, created_at)
              select account_id, :accountKind, :accountKey, :accountName, now() from belongs where account_id = :accountOwn
              on conflict do nothing)
            update lead
               set updated_at = now(), first_name = :firstName, last_name = :lastName, company = :company,
                   title = :title, company_size = :companySize, industry = :industry, country = :country,
                   time_zone = :timeZone, answers = :answers::jsonb, consent = :consent::jsonb,
                   enriched = :enriched::jsonb,
                   consent_confirmed_key = case when :declined then null else consent_confirmed_key end,
                   consent_confirmed_at = case when :declined then null else consent_confirmed_at end,
                   source = coalesce(source, :source), campaign = coalesce(campaign, :campaign),
                   content = coalesce(content, :content), account_id = belongs.account_id,
                   account_known = :accountName::text is not distinct from :accountKey or not is_nameless(:accountOwn)%s
              from belongs
             where lead_id = :lead
            returning belongs.before is distinct from belongs.account_id and mark_account(belongs.before)"""
                .formatted(
                    newEmailKey == null ? "" : ", email = :email, email_key = :emailKey, email_kind = :emailKind"));
    sql =
        sql.param("lead", lead.value())
            .param("firstName", facts.firstName())
            .param("lastName", facts.lastName())
            .param("company", facts.company())
            .param("title", facts.title())
            .param("companySize", facts.companySize())
            .param("industry", facts.industry())
            .param("country", facts.country())
            .param("timeZone", facts.timeZone())
            .param("answers", Json.write(facts.answers()))
            .param("enriched", LeadStore.enriched(change.enriched()))
            .param("consent", consent.isEmpty() ? null : Json.write(consent))
            .param("declined", change.endsConfirmation())
            .param("source", first.source())
            .param("campaign", first.campaign())
            .param("content", first.content())
            .param("accountKind", account == null ? null : account.kind().name())
            .param("accountKey", account == null ? null : account.name())
            .param("accountName", account == null ? null : account.label())
            .param("accountOwn", account == null ? null : account.accountId());
    if (newEmailKey != null) {
      sql =
          sql.param("email", email)
              .param("emailKey", newEmailKey)
              .param("emailKind", MailDomains.ofAddress(newEmailKey).kind().name());
    }
    sql.query(Boolean.class).single();
  }

  /** Another system's id of the lead. */
  void name(LeadId lead, ExternalId id) {
    jdbc.sql("insert into lead_identity (system, external_id, lead_id) values (:system, :id, :lead)")
        .param("system", id.system())
        .param("id", id.id())
        .param("lead", lead.value())
        .update();
  }

  /** One more way the lead came, now where nobody says when. */
  void touch(LeadId lead, LeadDetails.Touch touch, @Nullable Instant at) {
    jdbc.sql(
            "insert into touch (lead_id, at, source, campaign, content, channel)"
                + " values (:lead, least(:at::timestamptz, now()), :source, :campaign, :content, :channel)")
        .param("lead", lead.value())
        .param("at", Times.inOrNull(at))
        .param("source", touch.source())
        .param("campaign", touch.campaign())
        .param("content", touch.content())
        .param("channel", touch.channel())
        .update();
  }

  /** Has enrichment asked about the lead, whose first decision does not wait for it unless it did already. */
  void wish(LeadId lead, boolean imported) {
    jdbc.sql(
            """
            insert into enrichment_wish (lead_id, wished_at, until, imported, line, due_at)
            values (:lead, now(), now(), :imported, case when :imported then 2 else 1 end, now())
            on conflict (lead_id) do update set due_at = excluded.due_at""")
        .param("lead", lead.value())
        .param("imported", imported)
        .update();
  }

  /** The facts in a row that has the columns of a lead. */
  static LeadDetails.Facts facts(ResultSet row) throws SQLException {
    return new LeadDetails.Facts(
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("company"),
        row.getString("title"),
        row.getObject("company_size", Integer.class),
        row.getString("industry"),
        row.getString("country"),
        row.getString("time_zone"),
        Json.texts(row.getString("answers")));
  }

  private static KnownLead known(ResultSet row) throws SQLException {
    return new KnownLead(
        new LeadId(row.getString("lead_id")),
        Times.out(row, "created_at"),
        row.getString("email_key"),
        facts(row),
        LeadStore.enriched(row),
        Json.texts(row.getString("consent")),
        new LeadDetails.Touch(
            row.getString("last_source"),
            row.getString("last_campaign"),
            row.getString("last_content"),
            row.getString("last_channel")),
        row.getBoolean("forgotten"));
  }
}
