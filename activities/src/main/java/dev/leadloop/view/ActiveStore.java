package dev.leadloop.view;

import com.fasterxml.jackson.annotation.JsonRootName;
import dev.leadloop.account.count.CompanyCount;
import dev.leadloop.lead.title.JobTitle;
import dev.leadloop.lead.title.Role;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who of a company's people counts as active, and by what. Nothing of it is kept with what is counted: it is read of the
 * people whenever it is shown, so that whoever is forgotten is not in it.
 */
public final class ActiveStore {
  /** So many are named. */
  public static final int NAMED = 10;

  /** Of larger companies those who came last are counted, as in what is told of them. */
  private static final int COUNTED = 2_000;

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public ActiveStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One who is active.
   *
   * @param role by its label; null where the title tells none
   * @param type of the newest signal that makes them active
   * @param at when that happened
   */
  @JsonRootName("ActivePersonRow")
  public record Person(
      String leadId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String role,
      String type,
      Instant at) {}

  /**
   * Those who are active.
   *
   * @param people how many, those among them that may not be looked at
   * @param named at most {@value #NAMED} of those who may be, the last active first
   */
  public record Active(int people, List<Person> named) {
    public Active {
      named = List.copyOf(named);
    }

    /** How many are not named, because they may not be looked at or are too many. */
    public int more() {
      return people - named.size();
    }
  }

  private record Row(Person person, boolean seen, int people) {}

  /**
   * Those who were active by the rules when the company was counted.
   *
   * @param told the lead through which the company speaks, which is always counted; null for none
   */
  public Active of(String accountId, @Nullable String told, CompanyCount rules, Instant counted, Sight sight) {
    String[] reps = sight.seenReps();
    List<Row> rows = jdbc.sql(
            """
            select l.lead_id, l.first_name, l.last_name, l.email, l.title, act.type, act.occurred_at,
                   (:all or l.lead_id%s) as seen, count(*) over () as people
              from (select lead_id, first_name, last_name, email, title from lead
                     where account_id = :account and erased_at is null
                     order by lead_id = :told desc, lead_id desc limit :counted) l
              join lateral (
                select g.type, g.occurred_at from signal g
                 where g.lead_id = l.lead_id and g.occurred_at > :from and g.occurred_at <= :until
                   and not g.voided and g.type = any(:activity)
                 order by g.occurred_at desc, g.event_id limit 1) act on true
             order by seen desc, act.occurred_at desc, l.lead_id
             limit :named""".formatted(Sight.SEES))
        .param("all", reps == null)
        .param("seenReps", reps == null ? new String[0] : reps)
        .param("account", accountId)
        .param("told", told == null ? "" : told)
        .param("counted", COUNTED)
        .param("from", Times.in(rules.from(counted)))
        .param("until", Times.in(counted))
        .param("activity", rules.activity().toArray(String[]::new))
        .param("named", NAMED)
        .query((row, n) -> new Row(person(row), row.getBoolean("seen"), row.getInt("people")))
        .list();
    return new Active(
        rows.isEmpty() ? 0 : rows.getFirst().people(), rows.stream().filter(Row::seen).map(Row::person).toList());
  }

  private static Person person(ResultSet row) throws SQLException {
    Role role = JobTitle.read(row.getString("title")).role();
    return new Person(
        row.getString("lead_id"), row.getString("first_name"), row.getString("last_name"), row.getString("email"),
        role == null ? null : role.label(), row.getString("type"), Times.out(row, "occurred_at"));
  }
}
