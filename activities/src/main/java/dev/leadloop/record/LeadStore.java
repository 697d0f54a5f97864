package dev.leadloop.record;

import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads as they are known: who they are, the facts about them, and by which names others know them. */
public final class LeadStore {
  /** The columns of {@code lead l} that {@link #profile} reads. */
  public static final String PROFILE_COLUMNS =
      "l.created_at as known_since, l.email_key, l.title, l.company, l.company_size, l.industry, l.country, l.time_zone,"
          + " l.source, l.campaign, l.content, l.answers, l.consent->>'status' as consent_status,"
          + " l.consent_confirmed_key is not null and l.consent_confirmed_key = l.email_key as consent_confirmed";
  private static final String RECORD =
      "select l.lead_id, l.created_at, l.updated_at, l.email, l.first_name, l.last_name, l.consent, l.enriched,"
          + " l.erased_at, "
          + PROFILE_COLUMNS
          + " from lead l where l.lead_id = :lead";

  private final JdbcClient jdbc;

  public LeadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All that is known of the lead; empty where there is no such lead. */
  public Optional<LeadRecord> find(LeadId lead) {
    List<ExternalId> externalIds = externalIds(lead);
    return jdbc.sql(RECORD).param("lead", lead.value()).query((row, n) -> record(row, externalIds)).optional();
  }

  /**
   * Locks the lead against every other decision and answer until the transaction ends, and reads its facts. Signals may
   * still come in. Read everything else about the lead in statements after this one, or it may be stale.
   */
  public Optional<Locked> lock(LeadId lead) {
    return jdbc.sql(
            "select l.erased_at is not null as erased, (select max(f.at) from fact_change f"
                + " where f.lead_id = l.lead_id and f.at > l.created_at) as facts_at, " + PROFILE_COLUMNS
                + " from lead l where l.lead_id = :lead for no key update of l")
        .param("lead", lead.value())
        .query((row, n) -> new Locked(profile(row), row.getBoolean("erased"), Times.outOrNull(row, "facts_at")))
        .optional();
  }

  /** Holds the lead's stage still until the transaction ends; sends of one lead do not wait for each other. */
  public void share(LeadId lead) {
    jdbc.sql("select 1 from lead where lead_id = :lead for share")
        .param("lead", lead.value())
        .query(Integer.class)
        .optional();
  }

  /** The same for several leads, in order. */
  public void shareAll(Collection<LeadId> leads) {
    jdbc.sql("select 1 from lead where lead_id = any(:leads) order by lead_id for share")
        .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
        .query(Integer.class)
        .list();
  }

  /**
   * Marks the person as forgotten; from then on nothing is decided for the lead, nobody is asked what an answer meant, and it
   * counts for no company.
   */
  public void bury(LeadId lead, Instant at) {
    jdbc.sql(
            """
            with words as (delete from set_aside where lead_id = :lead),
                 wish as (delete from enrichment_wish where lead_id = :lead),
                 found as (delete from enrichment_answer where lead_id = :lead),
                 doubts as (delete from reply_doubt d
                             where d.lead_id = :lead or d.email_key = (select l.email_key from lead l where l.lead_id = :lead)),
                 seen as (delete from account_person where lead_id = :lead),
                 was as (select account_id from lead where lead_id = :lead)
            update lead set erased_at = :at, account_id = null, account_known = true
              from was
             where lead_id = :lead and erased_at is null
            returning mark_account(was.account_id)""")
        .param("at", Times.in(at))
        .param("lead", lead.value())
        .query(Boolean.class)
        .list();
  }

  /**
   * A locked lead.
   *
   * @param factsAt when the facts last changed since it came in; null where they did not
   */
  public record Locked(LeadProfile profile, boolean erased, @Nullable Instant factsAt) {}

  /** The lead of an address in its one form. */
  public Optional<LeadId> byAddress(String emailKey) {
    return Optional.ofNullable(byAddresses(List.of(emailKey)).get(emailKey));
  }

  /** The leads of addresses in their one form; unknown addresses are left out. */
  public Map<String, LeadId> byAddresses(Collection<String> emailKeys) {
    Map<String, LeadId> found = new HashMap<>();
    jdbc.sql("select email_key, lead_id from lead where email_key = any(:keys)")
        .param("keys", emailKeys.toArray(String[]::new))
        .query(row -> {
          found.put(row.getString("email_key"), new LeadId(row.getString("lead_id")));
        });
    return found;
  }

  /** The leads of external ids; unknown ones are left out. */
  public Map<ExternalId, LeadId> byExternalIds(Collection<ExternalId> ids) {
    Map<ExternalId, LeadId> found = new HashMap<>();
    jdbc.sql(
            """
            select i.system, i.external_id, i.lead_id
              from lead_identity i
              join unnest(:systems::text[], :ids::text[]) as asked(system, external_id) using (system, external_id)""")
        .param("systems", ids.stream().map(ExternalId::system).toArray(String[]::new))
        .param("ids", ids.stream().map(ExternalId::id).toArray(String[]::new))
        .query(row -> {
          found.put(
              new ExternalId(row.getString("system"), row.getString("external_id")),
              new LeadId(row.getString("lead_id")));
        });
    return found;
  }

  /** Those of the ids that name a lead. */
  public Set<LeadId> known(Collection<LeadId> ids) {
    Set<LeadId> found = new HashSet<>();
    jdbc.sql("select lead_id from lead where lead_id = any(:ids)")
        .param("ids", ids.stream().map(LeadId::value).toArray(String[]::new))
        .query(row -> {
          found.add(new LeadId(row.getString("lead_id")));
        });
    return found;
  }

  private List<ExternalId> externalIds(LeadId lead) {
    return jdbc.sql("select system, external_id from lead_identity where lead_id = :lead order by system, external_id")
        .param("lead", lead.value())
        .query((row, n) -> new ExternalId(row.getString("system"), row.getString("external_id")))
        .list();
  }

  private static LeadRecord record(ResultSet row, List<ExternalId> externalIds) throws SQLException {
    return new LeadRecord(
        new LeadId(row.getString("lead_id")),
        Times.out(row, "created_at"),
        Times.out(row, "updated_at"),
        row.getString("email"),
        row.getString("email_key"),
        row.getString("first_name"),
        row.getString("last_name"),
        profile(row),
        Json.texts(row.getString("consent")),
        externalIds,
        enriched(row),
        Times.outOrNull(row, "erased_at"));
  }

  /** Which facts enrichment found, in a row that has the column {@code enriched} of a lead. */
  public static EnrichedFacts enriched(ResultSet row) throws SQLException {
    String enriched = row.getString("enriched");
    return enriched == null ? EnrichedFacts.NONE : Json.read(enriched, EnrichedFacts.class);
  }

  /** The same for the column; null where all that is known was said. */
  public static @Nullable String enriched(EnrichedFacts enriched) {
    return enriched.equals(EnrichedFacts.NONE) ? null : Json.write(enriched);
  }

  /** The profile in a row that has the {@link #PROFILE_COLUMNS}. */
  public static LeadProfile profile(ResultSet row) throws SQLException {
    return new LeadProfile(row.getString("email_key") != null, MailDomains.ofAddress(row.getString("email_key")).kind(),
        row.getString("title"),
        new Company(row.getString("company"), row.getObject("company_size", Integer.class), row.getString("industry")),
        row.getString("country"), row.getString("time_zone"),
        new FirstTouch(row.getString("source"), row.getString("campaign"), row.getString("content")),
        Json.texts(row.getString("answers")),
        MailConsent.of(row.getString("consent_status"), row.getBoolean("consent_confirmed")))
        .knownSince(Times.out(row, "known_since"))
        .withEmailDomain(domain(row.getString("email_key")));
  }

  private static @Nullable String domain(@Nullable String emailKey) {
    return emailKey == null ? null : MailDomains.domainOf(emailKey);
  }
}
