package dev.leadloop.store;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.EventBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lays a later telling over what is known of a lead; runs inside its caller's transaction. */
final class LeadMerge {
  private final JdbcClient jdbc;
  private final InboxStore inbox;
  private final InstantSource clock;
  private final ConsentMerge consents;
  private final FactStore history;

  LeadMerge(JdbcClient jdbc, InboxStore inbox, InstantSource clock) {
    this.jdbc = jdbc;
    this.inbox = inbox;
    this.clock = clock;
    this.consents = new ConsentMerge(new ConsentStore(jdbc), clock);
    this.history = new FactStore(jdbc);
  }

  /** What came of it; empty where nobody by these names is known, or another request has just changed that. */
  Optional<Intake> merge(@Nullable String emailKey, IntakeRequest request) {
    IntakeRequest.Idempotency idempotency = request.idempotency();
    if (idempotency != null) {
      Optional<Intake> before = answeredBefore(idempotency);
      if (before.isPresent()) {
        return before;
      }
    }
    ExternalId external = request.details().externalId();
    Names names = names(emailKey, external);
    if (names.byAddress() != null && names.byExternalId() != null && !names.byAddress().equals(names.byExternalId())) {
      return Optional.of(new Intake.IdentityConflict(new LeadId(names.byAddress()), new LeadId(names.byExternalId())));
    }
    String known = LeadDetails.or(names.byAddress(), names.byExternalId());
    if (known == null) {
      return Optional.empty();
    }
    Known lead = lock(known);
    if (lead.forgotten()) {
      return Optional.of(new Intake.Forgotten(new LeadId(known)));
    }
    Intake.Outcome outcome = write(lead, emailKey, names, request);
    if (idempotency != null) {
      keep(idempotency, known, outcome);
    }
    return Optional.of(new Intake.Accepted(new LeadId(known), outcome));
  }

  private Optional<Intake> answeredBefore(IntakeRequest.Idempotency idempotency) {
    return jdbc.sql("select body_hash, lead_id, outcome from idempotency_key where key = :key")
        .param("key", idempotency.key())
        .query((row, n) -> idempotency.bodyHash().equals(row.getString("body_hash"))
            ? new Intake.Accepted(
                new LeadId(row.getString("lead_id")), Intake.Outcome.valueOf(row.getString("outcome")))
            : (Intake) new Intake.KeyReused(idempotency.key()))
        .optional();
  }

  /** A unique violation where the key was taken meanwhile: the caller starts again and finds the answer given. */
  private void keep(IntakeRequest.Idempotency idempotency, String lead, Intake.Outcome outcome) {
    jdbc.sql(
            "insert into idempotency_key (key, body_hash, lead_id, outcome, created_at)"
                + " values (:key, :hash, :lead, :outcome, now())")
        .param("key", idempotency.key())
        .param("hash", idempotency.bodyHash())
        .param("lead", lead)
        .param("outcome", outcome.name())
        .update();
  }

  private Names names(@Nullable String emailKey, @Nullable ExternalId external) {
    return jdbc.sql(
            """
            select (select lead_id from lead where email_key = :email::text) as by_address,
                   (select lead_id from lead_identity
                     where system = :system::text and external_id = :id::text) as by_external""")
        .param("email", emailKey)
        .param("system", external == null ? null : external.system())
        .param("id", external == null ? null : external.id())
        .query((row, n) -> new Names(row.getString("by_address"), row.getString("by_external")))
        .single();
  }

  private Known lock(String lead) {
    return jdbc.sql(
            """
            select l.lead_id, l.email_key, l.first_name, l.last_name, l.company, l.title, l.company_size, l.industry,
                   l.country, l.time_zone, l.answers, l.consent, l.source, l.erased_at is not null as forgotten,
                   t.source as last_source, t.campaign as last_campaign, t.content as last_content,
                   t.channel as last_channel
              from lead l
              left join lateral (select * from touch where lead_id = l.lead_id order by touch_id desc limit 1) t on true
             where l.lead_id = :lead
               for no key update of l""")
        .param("lead", lead)
        .query((row, n) -> known(row))
        .single();
  }

  private Intake.Outcome write(Known lead, @Nullable String emailKey, Names names, IntakeRequest request) {
    LeadDetails details = request.details();
    LeadDetails.Facts facts = lead.facts().overlaidBy(details.facts());
    String addressAfter = emailKey == null ? lead.emailKey() : emailKey;
    boolean consentTold = consents.take(lead.id(), addressAfter, lead.consent(), request);
    Map<String, String> consent = consentTold ? details.consent() : lead.consent();
    boolean newAddress = emailKey != null && !emailKey.equals(lead.emailKey());
    boolean newTouch = !details.touch().equals(LeadDetails.Touch.NONE) && !details.touch().equals(lead.lastTouch());
    boolean newName = details.externalId() != null && names.byExternalId() == null;
    boolean firstTouch = newTouch && lead.lastTouch().equals(LeadDetails.Touch.NONE);
    boolean changed = newAddress || firstTouch || !facts.equals(lead.facts()) || !consent.equals(lead.consent());
    if (changed) {
      update(lead, facts, consent, newAddress ? emailKey : null, firstTouch, request);
      remember(lead, facts, addressAfter, firstTouch ? details.touch() : LeadDetails.Touch.NONE, request);
    }
    if (newName) {
      name(lead.id(), details.externalId());
    }
    if (newTouch) {
      touch(lead.id(), request);
    }
    if (changed) {
      String consentNow = consentTold || newAddress ? consent.get("status") : null;
      tell(lead.id(), request, newAddress ? emailKey : null, consentNow);
    }
    return changed || newName || newTouch ? Intake.Outcome.MERGED : Intake.Outcome.UNCHANGED;
  }

  private void remember(
      Known lead, LeadDetails.Facts facts, @Nullable String emailKey, LeadDetails.Touch first, IntakeRequest request) {
    FactStore.Known before = new FactStore.Known(lead.facts(), lead.emailKey(), null, null, null);
    FactStore.Known after = new FactStore.Known(facts, emailKey, first.source(), first.campaign(), first.content());
    history.keep(lead.id(), FactStore.between(before, after), FactStore.source(request), clock.instant());
  }

  private void update(
      Known lead,
      LeadDetails.Facts facts,
      Map<String, String> consent,
      @Nullable String newEmailKey,
      boolean firstTouch,
      IntakeRequest request) {
    LeadDetails.Touch touch = firstTouch ? request.details().touch() : LeadDetails.Touch.NONE;
    JdbcClient.StatementSpec sql =
        jdbc.sql(
            """
            update lead
               set updated_at = now(), first_name = :firstName, last_name = :lastName, company = :company,
                   title = :title, company_size = :companySize, industry = :industry, country = :country,
                   time_zone = :timeZone, answers = :answers::jsonb, consent = :consent::jsonb,
                   consent_confirmed_key = case when :declined then null else consent_confirmed_key end,
                   consent_confirmed_at = case when :declined then null else consent_confirmed_at end,
                   source = coalesce(source, :source), campaign = coalesce(campaign, :campaign),
                   content = coalesce(content, :content)%s
             where lead_id = :lead"""
                .formatted(
                    newEmailKey == null ? "" : ", email = :email, email_key = :emailKey, email_kind = :emailKind"));
    sql =
        sql.param("lead", lead.id().value())
            .param("firstName", facts.firstName())
            .param("lastName", facts.lastName())
            .param("company", facts.company())
            .param("title", facts.title())
            .param("companySize", facts.companySize())
            .param("industry", facts.industry())
            .param("country", facts.country())
            .param("timeZone", facts.timeZone())
            .param("answers", Json.write(facts.answers()))
            .param("consent", consent.isEmpty() ? null : Json.write(consent))
            .param("declined", "declined".equals(consent.get("status")))
            .param("source", touch.source())
            .param("campaign", touch.campaign())
            .param("content", touch.content());
    if (newEmailKey != null) {
      sql =
          sql.param("email", request.details().email())
              .param("emailKey", newEmailKey)
              .param("emailKind", MailDomains.ofAddress(newEmailKey).kind().name());
    }
    sql.update();
  }

  private void name(LeadId lead, @Nullable ExternalId id) {
    if (id != null) {
      jdbc.sql("insert into lead_identity (system, external_id, lead_id) values (:system, :id, :lead)")
          .param("system", id.system())
          .param("id", id.id())
          .param("lead", lead.value())
          .update();
    }
  }

  private void touch(LeadId lead, IntakeRequest request) {
    LeadDetails.Touch touch = request.details().touch();
    jdbc.sql(
            "insert into touch (lead_id, at, source, campaign, content, channel)"
                + " values (:lead, least(:at::timestamptz, now()), :source, :campaign, :content, :channel)")
        .param("lead", lead.value())
        .param("at", Times.inOrNull(request.occurredAt()))
        .param("source", touch.source())
        .param("campaign", touch.campaign())
        .param("content", touch.content())
        .param("channel", touch.channel())
        .update();
  }

  private void tell(LeadId lead, IntakeRequest request, @Nullable String newEmailKey, @Nullable String status) {
    IntakeRequest.Idempotency idempotency = request.idempotency();
    Instant at = request.occurredAt() == null ? clock.instant() : request.occurredAt();
    String eventId = idempotency == null ? "profile-" + UUID.randomUUID() : "profile-" + idempotency.key();
    inbox.append(
        InboxRow.rung(
            lead, eventId, "profile_changed", at, request.by(), new EventBody.ProfileChanged(request.imported())));
    // A yes has to be confirmed anew for another address.
    if (status != null) {
      inbox.append(
          InboxRow.rung(
              lead, eventId + "-consent", "consent_" + status, at, request.by(), new EventBody.ConsentChanged(status)));
    }
    if (newEmailKey != null) {
      jdbc.sql("select suppressed from address where email_key = :key and suppressed is not null")
          .param("key", newEmailKey)
          .query(String.class)
          .optional()
          .ifPresent(reason -> inbox.append(
              InboxRow.rung(
                  lead, eventId + "-suppressed", "suppressed", at, Principal.SYSTEM,
                  new EventBody.Suppressed(reason))));
    }
  }

  private record Names(@Nullable String byAddress, @Nullable String byExternalId) {}

  private record Known(
      LeadId id,
      @Nullable String emailKey,
      LeadDetails.Facts facts,
      Map<String, String> consent,
      LeadDetails.Touch lastTouch,
      boolean forgotten) {}

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        new LeadId(row.getString("lead_id")),
        row.getString("email_key"),
        new LeadDetails.Facts(
            row.getString("first_name"),
            row.getString("last_name"),
            row.getString("company"),
            row.getString("title"),
            row.getObject("company_size", Integer.class),
            row.getString("industry"),
            row.getString("country"),
            row.getString("time_zone"),
            Json.texts(row.getString("answers"))),
        Json.texts(row.getString("consent")),
        new LeadDetails.Touch(
            row.getString("last_source"),
            row.getString("last_campaign"),
            row.getString("last_content"),
            row.getString("last_channel")),
        row.getBoolean("forgotten"));
  }
}
