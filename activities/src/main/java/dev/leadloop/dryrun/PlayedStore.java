package dev.leadloop.dryrun;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.simulation.Habits;
import dev.leadloop.simulation.Habits.How;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What else is known of leads of the record when they are played, and what reps did with theirs; reads only. */
final class PlayedStore {
  /** Handoffs of a rep that are looked at, the latest. */
  private static final int HANDOFFS = 200;

  private final JdbcClient jdbc;

  PlayedStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** When the addresses of leads were mailed since then, in order. */
  Map<String, List<Instant>> had(Collection<LeadId> leads, Instant since) {
    Map<String, List<Instant>> had = new HashMap<>();
    jdbc.sql(
            """
            select l.lead_id, s.sending_at from lead l join send s on s.email_key = l.email_key
             where l.lead_id = any(:leads) and s.sending_at > :since and s.state in ('SENDING', 'ACCEPTED', 'UNKNOWN')
             order by s.sending_at""")
        .param("leads", ids(leads))
        .param("since", Times.in(since))
        .query(row -> {
          had.computeIfAbsent(row.getString("lead_id"), lead -> new ArrayList<>()).add(Times.out(row, "sending_at"));
        });
    return had;
  }

  /** The topics that the readers of leads left. */
  Map<String, Set<String>> topicsLeft(Collection<LeadId> leads) {
    Map<String, Set<String>> left = new HashMap<>();
    jdbc.sql(
            """
            select l.lead_id, t.topic from lead l join topic_left t on t.email_key = l.email_key
             where l.lead_id = any(:leads)""")
        .param("leads", ids(leads))
        .query(row -> {
          left.computeIfAbsent(row.getString("lead_id"), lead -> new HashSet<>()).add(row.getString("topic"));
        });
    return left;
  }

  /** What each rep did with the latest handoffs that are over, in working time by the policy's calendars. */
  Map<String, Habits> habits(LeadPolicy policy) {
    Map<String, List<Habits.Recorded>> byRep = new TreeMap<>();
    jdbc.sql(
            """
            select * from (
              select h.*, row_number() over (partition by owner order by assigned_at desc, lead_id, cycle) as n
                from handoff_cycle h where ended_at is not null and not queue) recent
             where n <= :most order by owner, n""")
        .param("most", HANDOFFS)
        .query(row -> {
          byRep.computeIfAbsent(row.getString("owner"), rep -> new ArrayList<>()).add(recorded(row, policy));
        });
    Map<String, Habits> habits = new TreeMap<>();
    byRep.forEach((rep, did) -> habits.put(rep, new Habits(did)));
    return habits;
  }

  private static Habits.Recorded recorded(ResultSet row, LeadPolicy policy) throws SQLException {
    How how = switch (row.getString("ended_how")) {
      case "ACCEPTED" -> How.ACCEPTED;
      case "REJECTED" -> How.REJECTED;
      case "RETURNED" -> How.RETURNED;
      default -> How.NONE;
    };
    AnswerClock clock = Json.read(row.getString("clock"), AnswerClock.class);
    BusinessCalendar calendar = clock.calendar() == null
        ? HandingOver.calendar(policy, policy.sla().named(row.getString("sla_class")))
        : HandingOver.calendar(policy, policy.sla().named(row.getString("sla_class")), clock);
    Duration after = calendar.between(Times.out(row, "assigned_at"), Times.out(row, "ended_at"));
    return new Habits.Recorded(how, row.getString("reason"), after.isNegative() ? Duration.ZERO : after);
  }

  private static String[] ids(Collection<LeadId> leads) {
    return leads.stream().map(LeadId::value).toArray(String[]::new);
  }
}
