package dev.leadloop.view;

import com.fasterxml.jackson.annotation.JsonRootName;
import dev.leadloop.account.AccountEvidence;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.DecisionReply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people are shown of leads; reads only. */
public final class LeadReadStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public LeadReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was last decided of a lead.
   *
   * @param pending how many inbox rows no decision has taken yet
   */
  public record Current(
      LeadView view, LeadProgress progress, Instant decidedAt, int pending, @Nullable String lastTrigger) {
    /** MQL, PQL or MQA by what made it ready, "asked for sales" or "judged ready"; null where it is not ready. */
    public @Nullable String qualifiedBy() {
      return ReadyAs.of(view, lastTrigger);
    }
  }

  /** What brought the lead to us once; what is not known is null. */
  public record TouchLine(
      Instant at,
      @Nullable String source,
      @Nullable String campaign,
      @Nullable String content,
      @Nullable String channel) {}

  /** Every touch of a lead, the first one first. */
  public List<TouchLine> touches(LeadId lead) {
    return jdbc.sql("select at, source, campaign, content, channel from touch where lead_id = :lead order by touch_id")
        .param("lead", lead.value())
        .query((row, n) -> new TouchLine(
            Times.out(row, "at"),
            row.getString("source"),
            row.getString("campaign"),
            row.getString("content"),
            row.getString("channel")))
        .list();
  }

  /**
   * A lead in a list; what is not known, or not decided yet, is null.
   *
   * @param product points for use of the product
   * @param account points for the company
   * @param qualifiedBy MQL, PQL or MQA by what made it ready, "asked for sales" or "judged ready"; null where it is not
   * @param withheld label of the rule by which the policy withholds nurture mail from it for as long as it holds; null for none
   * @param parkedUntil until when it is left alone; null where it is not parked
   */
  @JsonRootName("LeadReadLine")
  public record ListedRow(
      String leadId,
      Instant createdAt,
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String company,
      @Nullable String stage,
      @Nullable Integer score,
      @Nullable String grade,
      @Nullable String owner,
      @Nullable String slaLevel,
      @Nullable Instant slaDueAt,
      @Nullable Integer product,
      @Nullable Integer account,
      @Nullable String qualifiedBy,
      @Nullable String withheld,
      @Nullable Instant parkedUntil) {}

  /** The last decision of a lead; empty before the first. */
  public Optional<Current> current(LeadId lead) {
    return jdbc.sql(
            """
            select s.reply, s.progress, s.decided_at,
                   (select count(*) from inbox i where i.lead_id = s.lead_id and i.decided_seq is null) as pending,
                   %s
              from lead_status s
             where s.lead_id = :lead""".formatted(ReadyAs.LAST_TRIGGER))
        .param("lead", lead.value())
        .query(
            (row, n) ->
                new Current(
                    Json.read(row.getString("reply"), DecisionReply.class).view(),
                    Json.read(row.getString("progress"), LeadProgress.class),
                    Times.out(row, "decided_at"),
                    row.getInt("pending"),
                    row.getString("last_trigger")))
        .optional();
  }

  private static void narrow(
      StringBuilder sql, Map<String, Object> values, String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.put(name, value);
    }
  }

  /** How many leads that may be looked at stand in each stage, by stage label; those not decided yet are left out. */
  public Map<String, Long> countsByStage(Sight sight) {
    StringBuilder sql = new StringBuilder("select stage, count(*) as leads from lead_status where true");
    Map<String, Object> values = new LinkedHashMap<>();
    narrow(sql, values, " and lead_id" + Sight.SEES, "seenReps", sight.seenReps());
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.sql(sql.append(" group by stage order by stage").toString())
        .params(values)
        .query(row -> {
          counts.put(row.getString("stage"), row.getLong("leads"));
        });
    return counts;
  }

  /**
   * How many leads of a stage are ready as something.
   *
   * @param stage its label
   * @param qualifiedBy one of {@link ReadyAs#WORDS}
   */
  public record ReadyCount(String stage, String qualifiedBy, long leads) {}

  /** How many leads that may be looked at are ready, and as what, in no order; those that are not ready are left out. */
  public List<ReadyCount> countsOfReady(Sight sight) {
    StringBuilder sql =
        new StringBuilder("select stage, qualified_by, last_trigger, count(*) as leads from (select s.stage, s.qualified_by, ")
            .append(ReadyAs.LAST_TRIGGER_IF_READY)
            .append(" from lead_status s where ").append(ReadyAs.MAY_BE_READY);
    Map<String, Object> values = new LinkedHashMap<>();
    narrow(sql, values, " and s.lead_id" + Sight.SEES, "seenReps", sight.seenReps());
    record Kind(String stage, String as) {}
    Map<Kind, Long> counts = new LinkedHashMap<>();
    jdbc.sql(sql.append(") one group by stage, qualified_by, last_trigger").toString())
        .params(values)
        .query(row -> {
          String as = ReadyAs.of(row);
          if (as != null) {
            counts.merge(new Kind(row.getString("stage"), as), row.getLong("leads"), Long::sum);
          }
        });
    return counts.entrySet().stream()
        .map(each -> new ReadyCount(each.getKey().stage(), each.getKey().as(), each.getValue()))
        .toList();
  }

  /**
   * The signals as they were known at an instant: those that a decision had taken by then and that had happened by then.
   * One that was found to be a machine's counts until it was found to be one; one told late counts from when it was told.
   */
  public List<Signal> signalsKnownAt(LeadId lead, Instant at) {
    return jdbc.sql(
            """
            select s.event_id, s.type, s.occurred_at, s.properties,
                   s.voided and not exists (select from lifecycle_event e
                                             where e.lead_id = s.lead_id and e.type = 'signal_voided' and e.at > :at
                                               and e.entry ->> 'signalEventId' = s.event_id) as voided
              from signal s
             where s.lead_id = :lead and s.occurred_at <= :at
               and not exists (select from lifecycle_event e
                                where e.lead_id = s.lead_id and e.at > :at and e.cause_event_id = s.event_id
                                  and e.type = 'signal_recorded')
               and not (s.voided
                        and not exists (select from lifecycle_event e
                                         where e.lead_id = s.lead_id and e.cause_event_id = s.event_id
                                           and e.type = 'signal_recorded')
                        and exists (select from lifecycle_event e
                                     where e.lead_id = s.lead_id and e.type = 'signal_voided' and e.at > :at
                                       and e.entry ->> 'signalEventId' = s.event_id))
             order by s.occurred_at, s.event_id""")
        .param("lead", lead.value())
        .param("at", Times.in(at))
        .query(
            (row, n) ->
                new Signal(
                    row.getString("event_id"),
                    row.getString("type"),
                    Times.out(row, "occurred_at"),
                    Json.texts(row.getString("properties")),
                    row.getBoolean("voided")))
        .list();
  }

  /** A score as a decision wrote it down, and when. */
  public record ScoredLine(ScoreSummary score, Instant at) {}

  /** The score that the last decision up to an instant which changed it wrote down; empty before the first. */
  public Optional<ScoredLine> scoredBy(LeadId lead, Instant at) {
    return jdbc.sql(
            """
            select at, entry from lifecycle_event
             where lead_id = :lead and type = 'scored' and at <= :at
             order by seq desc, n desc limit 1""")
        .param("lead", lead.value())
        .param("at", Times.in(at))
        .query((row, n) -> new ScoredLine(
            ((JournalEntry.Scored) Json.read(row.getString("entry"), JournalEntry.class)).score(), Times.out(row, "at")))
        .optional();
  }

  /** What decisions up to an instant had been told of the lead's company; empty where nothing counted for it then. */
  public Optional<AccountEvidence> accountKnownAt(LeadId lead, Instant at) {
    return jdbc.sql(
            """
            select entry from lifecycle_event
             where lead_id = :lead and type = 'account_noted' and at <= :at
             order by seq desc, n desc limit 1""")
        .param("lead", lead.value())
        .param("at", Times.in(at))
        .query((row, n) -> Optional.ofNullable(
            ((JournalEntry.AccountNoted) Json.read(row.getString("entry"), JournalEntry.class)).evidence()))
        .optional()
        .flatMap(found -> found);
  }

  /** When the lead was decided about for the first time; empty before. */
  public Optional<Instant> firstDecision(LeadId lead) {
    return jdbc.sql("select at from lifecycle_event where lead_id = :lead order by seq, n limit 1")
        .param("lead", lead.value())
        .query((row, n) -> Times.out(row, "at"))
        .optional();
  }

  /** The policy version that the last decision up to then was made under; empty before the first. */
  public Optional<Integer> policyVersionAt(LeadId lead, Instant at) {
    return jdbc.sql(
            """
            select policy_version from lifecycle_event
             where lead_id = :lead and at <= :at
             order by seq desc, n desc limit 1""")
        .param("lead", lead.value())
        .param("at", Times.in(at))
        .query(Integer.class)
        .optional();
  }
}
