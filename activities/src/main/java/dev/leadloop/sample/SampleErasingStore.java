package dev.leadloop.sample;

import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.lead.LeadId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes every row of the sample data out, lead by lead and then what stood around them. */
final class SampleErasingStore {
  private final JdbcClient jdbc;

  SampleErasingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Leads that are still there. */
  List<LeadId> leads(int limit) {
    return jdbc.sql("select lead_id from lead where email_key like :sample order by lead_id limit :limit")
        .param("sample", SampleAddresses.LIKE).param("limit", limit)
        .query((row, n) -> new LeadId(row.getString("lead_id")))
        .list();
  }

  /** Every table that has rows of a lead, so that one that comes with a later version is not forgotten. */
  List<String> tables() {
    return jdbc.sql(
            """
            select t.table_name from information_schema.tables t
              join information_schema.columns c using (table_schema, table_name)
             where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.column_name = 'lead_id'
               and t.table_name not in ('lead', 'sample_gone')
             order by (t.table_name = 'touch_first'), t.table_name""")
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** Takes one lead out; its workflow is left to be ended. Call it in a transaction, with the lead locked. */
  void erase(LeadId lead, List<String> tables) {
    jdbc.sql("delete from mail_hit where send_id in (select send_id from send where lead_id = :lead)")
        .param("lead", lead.value()).update();
    // The names come from the catalogue of the database itself.
    tables.forEach(table -> jdbc.sql("delete from " + table + " where lead_id = :lead").param("lead", lead.value()).update());
    jdbc.sql("insert into sample_gone (lead_id) values (:lead) on conflict do nothing").param("lead", lead.value()).update();
    jdbc.sql("delete from lead where lead_id = :lead").param("lead", lead.value()).update();
  }

  /** Leads whose workflow is to be ended. */
  List<LeadId> gone(int limit) {
    return jdbc.sql("select lead_id from sample_gone order by lead_id limit :limit").param("limit", limit)
        .query((row, n) -> new LeadId(row.getString("lead_id")))
        .list();
  }

  /** Forgets one whose workflow has ended. */
  void ended(LeadId lead) {
    jdbc.sql("delete from sample_gone where lead_id = :lead").param("lead", lead.value()).update();
  }

  /** Takes out what stood around the leads: addresses, companies, reps and their team. Call it in a transaction. */
  void eraseTheRest() {
    for (String table : List.of("address_event", "topic_left", "address")) {
      jdbc.sql("delete from " + table + " where email_key like :sample").param("sample", SampleAddresses.LIKE).update();
    }
    String accounts = "(select account_id from account where kind = 'DOMAIN' and key like 'sample-%.example')";
    for (String table : List.of("account_person", "account_dirty", "account_surge", "account_alias", "account")) {
      jdbc.sql("delete from " + table + " where account_id in " + accounts).update();
    }
    String reps = "(select rep_id from rep where lower(email) like :sample)";
    // Whoever was made a user of such a rep, or given a key, signs in no more.
    jdbc.sql("delete from user_link where handle in (select handle from app_user where rep_id in " + reps + ")")
        .param("sample", SampleAddresses.LIKE).update();
    for (String table : List.of("app_user", "api_key", "webhook", "digest", "account_owner", "rep")) {
      jdbc.sql("delete from " + table + " where rep_id in " + reps).param("sample", SampleAddresses.LIKE).update();
    }
    jdbc.sql(
            """
            delete from team where team_id = (select team from sample_run)
               and not exists (select from rep where rep.team_id = team.team_id)
               and not exists (select from webhook where webhook.team_id = team.team_id)""")
        .update();
    jdbc.sql("delete from sample_step").update();
    jdbc.sql("delete from sample_run").update();
  }
}
