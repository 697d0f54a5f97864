package dev.leadloop.intake;

import dev.leadloop.intake.FoundFacts.Held;
import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.record.LeadStore;
import dev.leadloop.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements by which facts that were found come in; all run inside their caller's transaction. */
final class FoundFactStore {
  private final JdbcClient jdbc;

  FoundFactStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is asked of a locked lead in a statement of its own, since the one that locks may read what was before. */
  private record Standing(boolean decided, boolean suppressed) {}

  /** Locks those of the leads that nobody else holds, in order, until the transaction ends. */
  List<Held> hold(Collection<LeadId> leads) {
    List<Held> held = jdbc.sql(
            """
            select l.lead_id, l.email_key, l.first_name, l.last_name, l.company, l.title, l.company_size, l.industry,
                   l.country, l.time_zone, l.answers, l.consent->>'status' as consent, l.enriched,
                   l.erased_at is not null as forgotten
              from lead l where l.lead_id = any (:leads) order by l.lead_id
               for no key update skip locked""")
        .param("leads", ids(leads))
        .query((row, n) -> held(row))
        .list();
    Map<String, Standing> standing = new HashMap<>();
    jdbc.sql(
            """
            select l.lead_id, s.lead_id is not null as decided, a.suppressed is not null as suppressed
              from lead l left join lead_status s using (lead_id) left join address a using (email_key)
             where l.lead_id = any (:leads)""")
        .param("leads", ids(held.stream().map(Held::id).toList()))
        .query(row -> {
          standing.put(
              row.getString("lead_id"), new Standing(row.getBoolean("decided"), row.getBoolean("suppressed")));
        });
    return held.stream().map(lead -> standing(lead, standing.get(lead.id().value()))).toList();
  }

  /**
   * Writes the facts that are known from now on, and which of them were found. Where another company was found, to which
   * account the lead belongs is found out anew.
   */
  void write(LeadId lead, LeadDetails.Facts facts, EnrichedFacts enriched) {
    jdbc.sql(
            """
            update lead
               set updated_at = now(), company = :company, title = :title, company_size = :companySize, industry = :industry,
                   country = :country, time_zone = :timeZone, answers = :answers::jsonb, enriched = :enriched::jsonb,
                   account_known = account_known and company is not distinct from :company
             where lead_id = :lead""")
        .param("lead", lead.value())
        .param("company", facts.company())
        .param("title", facts.title())
        .param("companySize", facts.companySize())
        .param("industry", facts.industry())
        .param("country", facts.country())
        .param("timeZone", facts.timeZone())
        .param("answers", Json.write(facts.answers()))
        .param("enriched", LeadStore.enriched(enriched))
        .update();
  }

  private static Held standing(Held lead, @Nullable Standing standing) {
    return standing == null
        ? lead
        : new Held(lead.id(), lead.emailKey(), lead.facts(), lead.enriched(), lead.forgotten(), standing.decided(),
            lead.mayNotBeNamed() || standing.suppressed());
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        new LeadId(row.getString("lead_id")),
        row.getString("email_key"),
        LeadMergeStore.facts(row),
        LeadStore.enriched(row),
        row.getBoolean("forgotten"),
        false,
        MailConsent.DECLINED.label().equals(row.getString("consent")));
  }

  private static String[] ids(Collection<LeadId> leads) {
    return leads.stream().map(LeadId::value).toArray(String[]::new);
  }
}
