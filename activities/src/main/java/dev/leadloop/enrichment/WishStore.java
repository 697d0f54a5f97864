package dev.leadloop.enrichment;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads to be asked about. */
final class WishStore {
  private final JdbcClient jdbc;

  WishStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One lead to be asked about.
   *
   * @param imported whether what is found hands nothing over by itself
   * @param line 1 by itself, 2 among many
   * @param anew answers from before are not good enough; null where any is
   */
  record Wish(LeadId lead, boolean imported, int line, @Nullable Instant anew) {}

  /** Leads to look at now, those that came by themselves first. */
  List<LeadId> due(int limit) {
    return jdbc.sql("select lead_id from enrichment_wish where due_at <= now() order by line, due_at limit :limit")
        .param("limit", limit)
        .query((row, n) -> new LeadId(row.getString("lead_id")))
        .list();
  }

  /** Locks what is wished for leads that are locked. */
  List<Wish> take(Collection<LeadId> leads) {
    return jdbc.sql(
            "select lead_id, imported, line, anew from enrichment_wish where lead_id = any (:leads) and due_at <= now()"
                + " order by lead_id for update")
        .param("leads", ids(leads))
        .query((row, n) -> wish(row))
        .list();
  }

  /** Has first decisions wait no longer; returns how many rows may be called for now. */
  int release(Collection<LeadId> leads) {
    String[] ids = ids(leads);
    int rows = jdbc.sql(
            """
            update inbox i set ring_at = now()
              from enrichment_wish w
             where w.lead_id = any (:leads) and w.until > now()
               and i.lead_id = w.lead_id and i.decided_seq is null and i.ring_at = w.until""")
        .param("leads", ids)
        .update();
    jdbc.sql("update enrichment_wish set until = now() where lead_id = any (:leads) and until > now()")
        .param("leads", ids)
        .update();
    return rows;
  }

  private record Waiting(String leadId, String question) {}

  /** Has leads wait for the answers to their questions. */
  void wait(Map<LeadId, String> questions) {
    jdbc.sql(
            """
            update enrichment_wish w set question = r.question, due_at = null
              from json_to_recordset(:rows::json) as r(lead_id text, question text) where w.lead_id = r.lead_id""")
        .param("rows", Json.rows(questions.entrySet().stream().map(e -> new Waiting(e.getKey().value(), e.getValue())).toList()))
        .update();
  }

  /** Nothing is wished of these any more. */
  void done(Collection<LeadId> leads) {
    jdbc.sql("delete from enrichment_wish where lead_id = any (:leads)").param("leads", ids(leads)).update();
  }

  /** Has those looked at that wait for a question which was answered, or failed. */
  void answered(String question) {
    jdbc.sql("update enrichment_wish set due_at = now() where question = :question and due_at is null")
        .param("question", question)
        .update();
  }

  /** Has those looked at that wait for a question which nobody asks any more. */
  void sweep() {
    jdbc.sql(
            """
            update enrichment_wish w set due_at = now()
             where due_at is null
               and not exists (select from enrichment_answer a where a.question = w.question and a.ask_at is not null)""")
        .update();
  }

  /** Wishes that a lead be asked about anew, whatever is known from before; false where that was wished a moment ago. */
  boolean anew(LeadId lead, int restSeconds) {
    return jdbc.sql(
            """
            insert into enrichment_wish (lead_id, wished_at, until, imported, line, anew, due_at)
            values (:lead, now(), now(), false, 1, now(), now())
            on conflict (lead_id) do update set anew = now(), line = 1, imported = false, due_at = now()
             where enrichment_wish.anew is null or enrichment_wish.anew < now() - :rest * interval '1 second'""")
        .param("lead", lead.value())
        .param("rest", restSeconds)
        .update() == 1;
  }

  private static Wish wish(ResultSet row) throws SQLException {
    return new Wish(
        new LeadId(row.getString("lead_id")), row.getBoolean("imported"), row.getInt("line"), Times.outOrNull(row, "anew"));
  }

  private static String[] ids(Collection<LeadId> leads) {
    return leads.stream().map(LeadId::value).toArray(String[]::new);
  }
}
