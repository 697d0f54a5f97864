package dev.leadloop.account;

import dev.leadloop.account.AccountEvidence.Asked;
import dev.leadloop.account.AccountEvidence.Surge;
import dev.leadloop.account.count.CompanyPerson;
import dev.leadloop.lead.Stage;
import dev.leadloop.lead.title.JobTitle;
import dev.leadloop.lead.title.Role;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an account is counted from, and what came of it; everything that is read of one has a limit. */
final class AccountCountStore {
  /** Of larger companies those who came last are counted. */
  static final int PEOPLE = 2_000;

  /** Of each person the newest things asked are looked at. */
  private static final int ASKED_BY_ONE = 20;

  private final JdbcClient jdbc;

  AccountCountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An account, under its lock where it is to be counted.
   *
   * @param toldLead through which it speaks; null for none
   * @param told what that lead was told
   * @param tellings how often it was told
   */
  record Locked(
      String accountId, Instant createdAt, @Nullable String toldLead, @Nullable AccountEvidence told, int tellings) {}

  /** Has what happens be gathered for that long. */
  void gatherFor(Duration debounce) {
    jdbc.sql("update account_work set debounce = :millis * interval '1 millisecond'")
        .param("millis", debounce.toMillis())
        .update();
  }

  /** Calls for those that time alone made fewer; returns how many. */
  int callForRecounts(int most, Instant now) {
    return jdbc.sql(
            """
            with due as materialized (
              select account_id from account where recount_at <= :now order by recount_at limit :most for update skip locked)
            update account a set recount_at = null from due where a.account_id = due.account_id
            returning mark_account(a.account_id)""")
        .param("now", Times.in(now))
        .param("most", most)
        .query(Boolean.class)
        .list()
        .size();
  }

  /**
   * Takes the account that is due first out of the queue, locked until the transaction ends. One whose rows somebody still
   * relies on is passed over: what that somebody does is not to be seen yet.
   *
   * @param bulk of those that came by thousands in a file, or of the others
   */
  Optional<String> takeDue(boolean bulk) {
    return jdbc.sql(
            """
            with first as materialized (
              select account_id from account_dirty where bulk = :bulk and due_at <= clock_timestamp()
               order by due_at limit 1 for update skip locked),
            due as materialized (
              select d.ctid from account_dirty d
               where d.account_id = (select account_id from first) and d.due_at <= clock_timestamp()
                 for update skip locked),
            gone as (delete from account_dirty where ctid in (select ctid from due))
            select account_id from first""")
        .param("bulk", bulk)
        .query(String.class)
        .optional();
  }

  /** Has an account that is due wait. */
  void putOff(String account, Duration time) {
    jdbc.sql(
            """
            update account_dirty set due_at = clock_timestamp() + :millis * interval '1 millisecond'
             where account_id = :account and due_at <= clock_timestamp()""")
        .param("account", account)
        .param("millis", time.toMillis())
        .update();
  }

  /** Locks an account; empty where it was taken away meanwhile. */
  Optional<Locked> lock(String account) {
    return jdbc.sql(
            "select account_id, created_at, told_lead, told, tellings from account where account_id = :account for update")
        .param("account", account)
        .query((row, n) -> account(row))
        .optional();
  }

  /** The account of a lead, without its lock; empty where it has none. */
  Optional<Locked> accountOf(String lead) {
    return jdbc.sql(
            """
            select a.account_id, a.created_at, a.told_lead, a.told, a.tellings
              from lead l join account a using (account_id)
             where l.lead_id = :lead""")
        .param("lead", lead)
        .query((row, n) -> account(row))
        .optional();
  }

  private static Locked account(ResultSet row) throws SQLException {
    String told = row.getString("told");
    return new Locked(
        row.getString("account_id"), Times.out(row, "created_at"), row.getString("told_lead"),
        told == null ? null : Json.read(told, AccountEvidence.class), row.getInt("tellings"));
  }

  /** Whether an account has seen somebody doing something. */
  boolean hasSeen(String account, String lead) {
    return jdbc.sql("select exists (select from account_person where account_id = :account and lead_id = :lead)")
        .param("account", account)
        .param("lead", lead)
        .query(Boolean.class)
        .single();
  }

  /** Its people, those who came last first; the one it speaks through is always among them. */
  List<CompanyPerson> people(Locked account, Collection<String> activity, Instant from, Instant now) {
    return jdbc.sql(
            """
            select l.lead_id, l.title, s.stage, s.score, s.fit, a.suppressed is not null as suppressed, act.occurred_at as active,
                   s.progress ->> 'gate' is not null as given_back
              from (select lead_id, title, email_key from lead
                     where account_id = :account and erased_at is null
                     order by lead_id = :told desc, lead_id desc limit :people) l
              join lead_status s using (lead_id)
              left join address a using (email_key)
              left join lateral (
                select g.occurred_at from signal g
                 where g.lead_id = l.lead_id and g.occurred_at > :from and g.occurred_at <= :now
                   and not g.voided and g.type = any(:activity)
                 order by g.occurred_at desc limit 1) act on true""")
        .param("account", account.accountId())
        .param("told", account.toldLead() == null ? "" : account.toldLead())
        .param("people", PEOPLE)
        .param("from", Times.in(from))
        .param("now", Times.in(now))
        .param("activity", activity.toArray(String[]::new))
        .query((row, n) -> person(row))
        .list();
  }

  private static CompanyPerson person(ResultSet row) throws SQLException {
    Role role = JobTitle.read(row.getString("title")).role();
    return new CompanyPerson(
        row.getString("lead_id"), role == null ? null : role.label(), Stage.ofLabel(row.getString("stage")),
        row.getBoolean("suppressed"), row.getBoolean("given_back"), row.getInt("score"), row.getInt("fit"),
        Times.outOrNull(row, "active"));
  }

  /** What these people asked, the newest of each type, by type. */
  List<Asked> asked(Collection<String> leads, Collection<String> types, int ofAType, Instant from, Instant now) {
    return leads.isEmpty() || types.isEmpty()
        ? List.of()
        : jdbc.sql(
                """
                select type, occurred_at
                  from (select g.type, g.occurred_at,
                               row_number() over (partition by g.type order by g.occurred_at desc, l.id, g.event_id) as place
                          from unnest(:leads::text[]) as l(id)
                         cross join lateral (
                           select s.type, s.occurred_at, s.event_id from signal s
                            where s.lead_id = l.id and s.occurred_at > :from and s.occurred_at <= :now
                              and not s.voided and s.type = any(:types)
                            order by s.occurred_at desc, s.event_id limit :byOne) g) newest
                 where place <= :ofAType
                 order by type, occurred_at desc""")
            .param("leads", leads.toArray(String[]::new))
            .param("types", types.toArray(String[]::new))
            .param("from", Times.in(from))
            .param("now", Times.in(now))
            .param("byOne", ASKED_BY_ONE)
            .param("ofAType", ofAType)
            .query((row, n) -> new Asked(row.getString("type"), Times.out(row, "occurred_at")))
            .list();
  }

  /** What it reads up on, topics of the policy's rules before others, then the strongest. */
  List<Surge> surges(String account, Collection<String> topics, int most, Instant from) {
    return jdbc.sql(
            """
            select topic, score, source, at from account_surge_all
             where account_id = :account and at > :from
             order by lower(topic) = any(:topics) desc, score desc, at desc, topic, source
             limit :most""")
        .param("account", account)
        .param("from", Times.in(from))
        .param("topics", topics.toArray(String[]::new))
        .param("most", most)
        .query((row, n) -> new Surge(
            row.getString("topic"), row.getInt("score"), row.getString("source"), Times.out(row, "at")))
        .list();
  }

  /** Somebody whom the account had not seen doing anything, and since when this person does; null where nobody knows. */
  record Newcomer(String leadId, Instant since) {}

  /** Notes who is seen doing something; returns those who were not seen before, the first of them first. */
  List<Newcomer> see(String account, Collection<String> active, Collection<String> activity, Instant now) {
    return active.isEmpty()
        ? List.of()
        : jdbc.sql(
                """
                with fresh as (
                  insert into account_person (account_id, lead_id, seen_at)
                  select :account, l.id, :now from unnest(:active::text[]) as l(id)
                  on conflict do nothing
                  returning lead_id)
                select f.lead_id, g.since
                  from fresh f
                 cross join lateral (select min(s.occurred_at) as since from signal s
                                      where s.lead_id = f.lead_id and not s.voided and s.type = any(:activity)) g
                 order by g.since, f.lead_id""")
            .param("account", account)
            .param("active", active.toArray(String[]::new))
            .param("activity", activity.toArray(String[]::new))
            .param("now", Times.in(now))
            .query((row, n) -> new Newcomer(row.getString("lead_id"), Times.out(row, "since")))
            .list();
  }

  /** Whether that lead is there and was not forgotten. */
  boolean isThere(String lead) {
    return jdbc.sql("select exists (select from lead where lead_id = :lead and erased_at is null)")
        .param("lead", lead)
        .query(Boolean.class)
        .single();
  }

  /** Writes down what was counted, and what was told of it. */
  void counted(Locked account, @Nullable AccountEvidence evidence, @Nullable Instant recountAt, Instant now) {
    jdbc.sql(
            """
            update account
               set computed_at = :now, evidence = :evidence::jsonb, recount_at = :recount,
                   told_at = case when :tellings > tellings then :now else told_at end,
                   told_lead = :toldLead, told = :told::jsonb, tellings = :tellings
             where account_id = :account""")
        .param("account", account.accountId())
        .param("now", Times.in(now))
        .param("evidence", evidence == null ? null : Json.write(evidence))
        .param("recount", Times.inOrNull(recountAt))
        .param("toldLead", account.toldLead())
        .param("told", account.told() == null ? null : Json.write(account.told()))
        .param("tellings", account.tellings())
        .update();
  }
}
