package dev.leadloop.view;

import dev.leadloop.inbox.Urgency;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much there is of what operators watch: what is open now, and never what lies behind a lead. */
public final class WatchStore {
  private static final Map<Integer, Urgency> LINES =
      Arrays.stream(Urgency.values()).collect(Collectors.toUnmodifiableMap(Urgency::code, Function.identity()));

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public WatchStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How many of a kind there are.
   *
   * @param kind such as a stage as {@link dev.leadloop.lead.Stage#label()}
   */
  public record Kind(String kind, long count) {}

  /**
   * How many of a kind wait.
   *
   * @param oldestSeconds for how long the first of them does; 0 where none does
   */
  public record Waiting(String kind, long count, double oldestSeconds) {}

  /**
   * Handoffs that wait for an answer.
   *
   * @param queue whether they lie in the queue, in place of being with a rep
   * @param state {@code in_time}, {@code overdue}, or {@code paused} while the answer time stands still
   * @param overdueSeconds by how much the deadline of the first has passed; 0 where none has
   */
  public record OpenHandoffs(String slaClass, boolean queue, String state, long count, double overdueSeconds) {}

  /** Has what the transaction asks from here on be broken off after so many seconds. */
  public void atMost(int seconds) {
    jdbc.sql("select set_config('statement_timeout', :time, true)").param("time", seconds + "s").query(String.class).single();
  }

  /** Leads by stage; a stage that nobody is in is not in it. */
  public List<Kind> leads() {
    return jdbc.sql("select stage, count(*) as n from lead_status group by stage order by stage")
        .query((row, n) -> new Kind(row.getString("stage"), row.getLong("n"))).list();
  }

  /** What is due to be decided and is not yet, by each line ({@link Urgency}), whether its lead was called for or not. */
  public List<Waiting> inbox() {
    return jdbc.sql(
            """
            select line, count(row_id) as n,
                   coalesce(extract(epoch from greatest(now() - min(recorded_at), interval '0')), 0) as oldest
              from unnest(:lines) line
              left join inbox on urgency = line and ring_at is not null and (ring_at <= now() or rung_since is not null)
             group by line order by line""")
        .param("lines", LINES.keySet().toArray(Integer[]::new))
        .query((row, n) -> new Waiting(
            String.valueOf(LINES.get(row.getInt("line"))), row.getLong("n"), row.getDouble("oldest"))).list();
  }

  /** What was ordered of the world outside, such as mails, notices and webhooks, and is not done, by kind. */
  public List<Waiting> effects() {
    return jdbc.sql(
            """
            select kind, count(*) as n, extract(epoch from greatest(now() - min(created_at), interval '0')) as oldest
              from effect where status = 'OPEN' group by kind order by kind""")
        .query((row, n) -> new Waiting(row.getString("kind"), row.getLong("n"), row.getDouble("oldest"))).list();
  }

  /** Handoffs that wait for an answer, by class of response. */
  public List<OpenHandoffs> handoffs() {
    return jdbc.sql(
            """
            select sla_class, queue,
                   case when level = 'PAUSED' then 'paused' when deadline < now() then 'overdue' else 'in_time' end as state,
                   count(*) as n, extract(epoch from greatest(now() - min(deadline), interval '0')) as late
              from handoff_cycle where ended_at is null group by 1, 2, 3 order by 1, 2, 3""")
        .query((row, n) -> {
          String state = row.getString("state");
          return new OpenHandoffs(
              row.getString("sla_class"), row.getBoolean("queue"), state, row.getLong("n"),
              state.equals("overdue") ? row.getDouble("late") : 0);
        }).list();
  }

  /** What is to be called for now and was not, by each line; what was called for is not in it. */
  public List<Waiting> toRing() {
    return jdbc.sql(
            """
            select line, count(row_id) as n,
                   coalesce(extract(epoch from greatest(now() - min(ring_at), interval '0')), 0) as oldest
              from unnest(:lines) line
              left join inbox on urgency = line and ring_at is not null and ring_at <= now() and rung_since is null
             group by line order by line""")
        .param("lines", LINES.keySet().toArray(Integer[]::new))
        .query((row, n) -> new Waiting(
            String.valueOf(LINES.get(row.getInt("line"))), row.getLong("n"), row.getDouble("oldest"))).list();
  }

  /** Mails of sequences and campaigns that were begun in the last hour, by how they stand. */
  public List<Kind> mails() {
    return jdbc.sql(
            """
            select state, count(*) as n from send where reserved_at > now() - interval '1 hour'
             group by state order by state""")
        .query((row, n) -> new Kind(row.getString("state"), row.getLong("n"))).list();
  }

  /** What the provider told in the last hour, by kind. */
  public List<Kind> providerEvents() {
    return jdbc.sql(
            """
            select kind, count(*) as n from provider_event where received_at > now() - interval '1 hour'
             group by kind order by kind""")
        .query((row, n) -> new Kind(row.getString("kind"), row.getLong("n"))).list();
  }

  /** What the provider told and nobody was told of. */
  public Waiting providerEventsWaiting() {
    return one("select count(*) as n, min(received_at) as since from provider_event where applied_at is null");
  }

  /** Deliveries to webhooks that are due. */
  public Waiting webhookDeliveries() {
    return one("select count(*) as n, min(next_at) as since from webhook_delivery where next_at <= now()");
  }

  private Waiting one(String sql) {
    return jdbc.sql(
            "select n, coalesce(extract(epoch from greatest(now() - since, interval '0')), 0) as oldest from (" + sql + ") found")
        .query((row, n) -> new Waiting("", row.getLong("n"), row.getDouble("oldest"))).single();
  }
}
