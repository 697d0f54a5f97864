package dev.leadloop.connect;

import dev.leadloop.connect.mapping.LeadFacts;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each lead is to be over there and what it is: the queue and the record of a connector. */
public class WaitingStore {
  private static final String FACTS = """
      select k.lead_id, k.wanted, k.sent, k.remote_id, k.attempts, l.email, l.first_name, l.last_name, l.company, l.title,
             l.company_size, l.industry, l.country, l.answers, l.erased_at, s.stage, s.score, s.fit, s.grade, r.email as owner,
             s.deal_amount, s.deal_currency, coalesce(s.deal_reason,
               (select h.reason from handoff_cycle h where h.lead_id = k.lead_id order by h.cycle desc limit 1)) as reason
        from %s k
        join lead l using (lead_id)
        left join lead_status s using (lead_id)
        left join rep r on r.rep_id = s.owner
      """;

  private final JdbcClient jdbc;

  public WaitingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes the next whose turn it is; nobody else gets them for so long, and each counts as begun before it is. */
  List<WaitingLead> take(String connector, int most, Duration lease) {
    return jdbc.sql("""
            with due as (
              select connector_id, lead_id from connector_lead
               where connector_id = :id and next_try_at <= clock_timestamp() and not set_aside
               order by next_try_at limit :most for update skip locked),
            taken as (
              update connector_lead k
                 set attempts = k.attempts + 1, next_try_at = clock_timestamp() + :lease * interval '1 millisecond'
                from due d where k.connector_id = d.connector_id and k.lead_id = d.lead_id
              returning k.*)
            """ + FACTS.formatted("taken"))
        .param("id", connector).param("most", most).param("lease", lease.toMillis())
        .query((row, n) -> lead(row)).list();
  }

  /** Leads as they are, whether it is their turn or not. */
  List<WaitingLead> look(String connector, Collection<String> leads) {
    return leads.isEmpty() ? List.of() : jdbc
        .sql(FACTS.formatted("connector_lead") + " where k.connector_id = :id and k.lead_id in (:leads)")
        .param("id", connector).param("leads", leads).query((row, n) -> lead(row)).list();
  }

  /** Some leads as they would be noted for a connector that has not begun. */
  List<WaitingLead> sample(int most) {
    return jdbc.sql(FACTS.formatted("""
            (select lead_id, ''::text as wanted, null::jsonb as sent, null::text as remote_id, 0 as attempts
               from lead_status where stage <> 'ERASED' order by lead_id desc limit :most)"""))
        .param("most", most).query((row, n) -> lead(row)).list();
  }

  /** How many leads there are that could be told of. */
  long leads() {
    return jdbc.sql("select count(*) from lead_status where stage <> 'ERASED'").query(Long.class).single();
  }

  /** Notes what became of leads; one that changed meanwhile has its turn again at once. */
  void settle(String connector, List<Settled> settled) {
    if (settled.isEmpty()) {
      return;
    }
    jdbc.sql("""
            update connector_lead k
               set confirmed = case when r.done then r.wanted else k.confirmed end,
                   confirmed_at = case when r.done then clock_timestamp() else k.confirmed_at end,
                   sent = case when r.gone then null when r.sent is null then k.sent else r.sent::jsonb end,
                   remote_id = case when r.gone then null else coalesce(r.remote_id, k.remote_id) end,
                   attempts = case when r.done then 0 else greatest(k.attempts - r.unbegun, 0) end,
                   next_try_at = case when k.wanted <> r.wanted then clock_timestamp()
                                      when r.done or r.aside then null
                                      else clock_timestamp() + r.pause * interval '1 millisecond' end,
                   set_aside = r.aside and k.wanted = r.wanted,
                   failed = r.failed
              from json_to_recordset(:rows::json) as r(lead_id text, wanted text, done boolean, aside boolean, gone boolean,
                   sent text, remote_id text, failed text, pause bigint, unbegun integer)
             where k.connector_id = :id and k.lead_id = r.lead_id""")
        .param("id", connector).param("rows", Json.rows(settled)).update();
  }

  /**
   * What became of a lead.
   *
   * @param aside whether it waits for a person
   * @param gone whether they have it no more
   * @param sent what they confirmed, as JSON; null leaves what was confirmed
   * @param pause how long until it has its turn again, where it has
   * @param unbegun 1 where nothing of it can have reached them, which is then no attempt
   */
  record Settled(
      String leadId, String wanted, boolean done, boolean aside, boolean gone, @Nullable String sent, @Nullable String remoteId,
      @Nullable String failed, long pause, int unbegun) {}

  /** The lead that is that record over there. */
  Optional<String> leadOf(String connector, String remoteId) {
    return jdbc.sql("select lead_id from connector_lead where connector_id = :id and remote_id = :remote limit 1")
        .param("id", connector).param("remote", remoteId).query(String.class).optional();
  }

  /** The lead of that address. */
  Optional<String> leadByAddress(String address) {
    return EmailAddresses.normalise(address).flatMap(key ->
        jdbc.sql("select lead_id from lead where email_key = :key").param("key", key).query(String.class).optional());
  }

  /** Notes which record over there a lead is, unless it is another already; one that was not noted yet has its turn. */
  void link(String connector, String lead, String remoteId) {
    jdbc.sql("""
            insert into connector_lead as k (connector_id, lead_id, wanted, wanted_at, next_try_at, remote_id)
            values (:id, :lead, coalesce(told_of(:lead), ''), now(), now(), :remote)
            on conflict (connector_id, lead_id) do update set remote_id = excluded.remote_id where k.remote_id is null""")
        .param("id", connector).param("lead", lead).param("remote", remoteId).update();
  }

  /** Has every lead that was set aside, or the one given, tried again; returns how many. */
  public int again(String connector, @Nullable String lead) {
    return jdbc.sql("""
            update connector_lead set set_aside = false, failed = null, attempts = 0, next_try_at = clock_timestamp()
             where connector_id = :id and set_aside and (:lead::text is null or lead_id = :lead)""")
        .param("id", connector).param("lead", lead).update();
  }

  /** Leads that were set aside, the oldest first. */
  public List<Aside> aside(String connector, int most) {
    return jdbc.sql("""
            select k.lead_id, k.failed, k.attempts, k.wanted_at, l.email from connector_lead k join lead l using (lead_id)
             where k.connector_id = :id and k.set_aside order by k.wanted_at, k.lead_id limit :most""")
        .param("id", connector).param("most", most)
        .query((row, n) -> new Aside(
            row.getString("lead_id"), row.getString("email"), String.valueOf(row.getString("failed")), row.getInt("attempts"),
            Times.out(row, "wanted_at")))
        .list();
  }

  /** A lead they did not want, and their words. */
  public record Aside(String leadId, @Nullable String email, String failed, int attempts, Instant since) {}

  /** How far it is. */
  public Counts counts(String connector) {
    return jdbc.sql("""
            select count(*) filter (where next_try_at is not null and not set_aside) as waiting,
                   coalesce(extract(epoch from clock_timestamp()
                     - min(wanted_at) filter (where next_try_at is not null and not set_aside)), 0)::bigint as lag,
                   count(*) filter (where set_aside) as aside,
                   extract(epoch from min(next_try_at) filter (where not set_aside) - clock_timestamp()) * 1000 as rest,
                   (select count(*) from connector_event e where e.connector_id = :id and e.next_try_at is not null) as told,
                   (select extract(epoch from min(e.next_try_at) - clock_timestamp()) * 1000 from connector_event e
                     where e.connector_id = :id and e.next_try_at is not null) as told_rest
              from connector_lead
             where connector_id = :id and (next_try_at is not null or set_aside)""")
        .param("id", connector)
        .query((row, n) -> new Counts(
            row.getLong("waiting"), Math.max(0, row.getLong("lag")), row.getLong("aside"), row.getLong("told"),
            rest(row, "rest"), rest(row, "told_rest")))
        .single();
  }

  private static @Nullable Long rest(ResultSet row, String column) throws SQLException {
    Object value = row.getObject(column);
    return value instanceof Number millis ? Math.max(0, millis.longValue()) : null;
  }

  /**
   * Numbers of a connector.
   *
   * @param nextMillis until the next lead has its turn; null where none waits
   * @param toldMillis until the next event is looked at; null where none waits
   */
  public record Counts(
      long waiting, long lagSeconds, long aside, long told, @Nullable Long nextMillis,
      @Nullable Long toldMillis) {}

  /** How many leads the other side has as they are to be, or were the last time. */
  public long confirmed(String connector) {
    return jdbc.sql("select count(*) from connector_lead where connector_id = :id and confirmed is not null")
        .param("id", connector).query(Long.class).single();
  }

  /** Connectors that have something to do now. */
  public List<String> withWork() {
    return jdbc.sql("""
            select connector_id from connector c
             where state = 'RUNNING' and (rest_until is null or rest_until <= now())
               and (not filled or not read_done
                 or exists (select from connector_lead k where k.connector_id = c.connector_id
                              and k.next_try_at <= now() and not k.set_aside)
                 or exists (select from connector_event e where e.connector_id = c.connector_id and e.next_try_at <= now()))
             order by connector_id""")
        .query((row, n) -> row.getString(1)).list();
  }

  private static WaitingLead lead(ResultSet row) throws SQLException {
    Map<String, @Nullable String> known = new HashMap<>();
    for (String[] name : new String[][] {
        {"firstName", "first_name"}, {"lastName", "last_name"}, {"company", "company"}, {"title", "title"},
        {"companySize", "company_size"}, {"industry", "industry"}, {"country", "country"}, {LeadFacts.EMAIL, "email"},
        {LeadFacts.STAGE, "stage"}, {LeadFacts.OWNER, "owner"}, {"score", "score"}, {"fit", "fit"}, {"grade", "grade"},
        {"reason", "reason"}, {"amount", "deal_amount"}, {"currency", "deal_currency"}, {"leadId", "lead_id"}}) {
      known.put(name[0], row.getString(name[1]));
    }
    Json.texts(row.getString("answers")).forEach((question, answer) -> known.put(LeadFacts.ANSWERS + question, answer));
    return new WaitingLead(
        row.getString("lead_id"), row.getString("wanted"), LeadFacts.of(known), Json.texts(row.getString("sent")),
        row.getString("remote_id"), row.getInt("attempts"), Times.outOrNull(row, "erased_at") != null);
  }
}
