package dev.leadloop.handoff;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.desk.DeskStore;
import dev.leadloop.handoff.HandoffRecord.Sent;
import dev.leadloop.handoff.HandoffRecord.Touch;
import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.record.LeadStore;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a handoff record is made of, one statement for each kind of fact; reads only. */
public final class HandoffFactStore {
  private static final int SIGNALS = 500;
  private static final int MAILS = 10;
  private static final int PEERS = 8;
  private static final int SIGNALS_OF_A_PEER = 3;

  /** Those of the lead's account, aliases among them: who is of one company is the account's to say, here as everywhere. */
  private static final String PEERS_OF =
      """
      with same as materialized (
        select l.lead_id from lead me join lead l on l.account_id = me.account_id
         where me.lead_id = :lead limit 200)
      select l.lead_id, l.first_name, l.last_name, l.title, s.stage, s.score, s.owner, coalesce(r.name, s.owner) as owner_name
        from same join lead l using (lead_id)
        left join lead_status s using (lead_id)
        left join rep r on r.rep_id = s.owner
       where l.lead_id <> :lead and l.erased_at is null
       order by coalesce((select max(g.occurred_at) from signal g where g.lead_id = l.lead_id and not g.voided),
                         l.created_at) desc, l.lead_id
       limit :limit""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public HandoffFactStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The person, the facts, and what decisions go by.
   *
   * @param policyVersion null before the first decision
   * @param stage null before the first decision
   * @param keeper the rep who has the accepted lead; null where none has
   * @param enriched which of the facts nobody said
   * @param company what was found of the lead's account; null where it has none
   */
  public record LeadRow(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      LeadProfile profile,
      boolean erased,
      @Nullable Integer policyVersion,
      @Nullable Stage stage,
      @Nullable String suppressed,
      @Nullable Keeper keeper,
      EnrichedFacts enriched,
      @Nullable CompanyFound company) {}

  /** A rep who has a lead, with the hours that are set for the rep and for the team. */
  public record Keeper(String rep, SalesDesk.Hours own, SalesDesk.Hours team) {}

  /** A handoff with its owner's name, the note that ended it, and how its answer time is counted. */
  public record CycleRow(
      int cycle,
      String owner,
      @Nullable String ownerName,
      boolean queue,
      String trigger,
      String slaClass,
      Instant assignedAt,
      Instant deadline,
      String level,
      @Nullable String endedHow,
      @Nullable String endedBy,
      @Nullable Instant endedAt,
      @Nullable String reason,
      @Nullable String note,
      AnswerClock clock) {}

  private static @Nullable Keeper keeper(ResultSet row) throws SQLException {
    String rep = row.getString("keeper");
    return rep == null
        ? null
        : new Keeper(
            rep,
            DeskStore.hours(row.getString("keeper_calendar"), row.getString("keeper_zone")),
            DeskStore.hours(row.getString("team_calendar"), row.getString("team_zone")));
  }

  /** The lead; empty where there is none. */
  public Optional<LeadRow> lead(LeadId lead) {
    return jdbc.sql(
            "select l.first_name, l.last_name, l.email, l.enriched, l.erased_at, s.policy_version, s.stage, a.suppressed,"
                + " s.progress #>> '{account,evidence}' as account,"
                + " k.rep_id as keeper, k.calendar as keeper_calendar, k.time_zone as keeper_zone,"
                + " t.calendar as team_calendar, t.time_zone as team_zone,"
                + " c.account_id as company_id, c.evidence as company_evidence, c.told_lead, "
                + LeadStore.PROFILE_COLUMNS
                + " from lead l left join lead_status s using (lead_id) left join address a using (email_key)"
                + " left join rep k on k.rep_id = s.owner and s.stage in ('ACCEPTED', 'OPPORTUNITY')"
                + " left join team t on t.team_id = k.team_id left join account c on c.account_id = l.account_id"
                + " where l.lead_id = :lead")
        .param("lead", lead.value())
        .query(
            (row, n) ->
                new LeadRow(
                    row.getString("first_name"),
                    row.getString("last_name"),
                    row.getString("email"),
                    LeadStore.profile(row).withAccount(account(row.getString("account"))),
                    row.getObject("erased_at") != null,
                    row.getObject("policy_version", Integer.class),
                    row.getString("stage") == null ? null : Stage.ofLabel(row.getString("stage")),
                    row.getString("suppressed"),
                    keeper(row),
                    LeadStore.enriched(row),
                    company(row)))
        .optional();
  }

  private static @Nullable CompanyFound company(ResultSet row) throws SQLException {
    String id = row.getString("company_id");
    return id == null ? null : new CompanyFound(id, account(row.getString("company_evidence")), row.getString("told_lead"));
  }

  private static @Nullable AccountEvidence account(@Nullable String evidence) {
    return evidence == null ? null : Json.read(evidence, AccountEvidence.class);
  }

  /** All handoffs of the lead, the first one first. */
  public List<CycleRow> cycles(LeadId lead) {
    return jdbc.sql(
            """
            select h.*, r.name as owner_name, i.note
              from handoff_cycle h
              left join rep r on r.rep_id = h.owner
              left join lifecycle_event e
                on e.lead_id = h.lead_id and e.type = 'cycle_ended' and (e.entry -> 'end' ->> 'cycle')::integer = h.cycle
              left join inbox i on i.lead_id = e.lead_id and i.event_id = e.cause_event_id
             where h.lead_id = :lead
             order by h.cycle""")
        .param("lead", lead.value())
        .query((row, n) -> cycle(row))
        .list();
  }

  /** The lines that score the lead, change its stage, open a handoff, or say what it asked sales for, in order. */
  public List<HandoffFacts.PastEntry> journal(LeadId lead) {
    return jdbc.sql(
            """
            select at, cause_event_id, policy_version, entry from lifecycle_event
             where lead_id = :lead and type in ('scored', 'stage_changed', 'cycle_opened', 'request_added', 'owner_asked')
             order by seq, n""")
        .param("lead", lead.value())
        .query(
            (row, n) ->
                new HandoffFacts.PastEntry(
                    Times.out(row, "at"),
                    row.getString("cause_event_id"),
                    row.getInt("policy_version"),
                    Json.read(row.getString("entry"), JournalEntry.class)))
        .list();
  }

  /** The latest signals, at most {@value #SIGNALS}. */
  public List<Signal> signals(LeadId lead) {
    return jdbc.sql(
            """
            select event_id, type, occurred_at, properties, voided from signal
             where lead_id = :lead order by occurred_at desc, event_id desc limit :limit""")
        .param("lead", lead.value())
        .param("limit", SIGNALS)
        .query((row, n) -> signal(row))
        .list();
  }

  /** All touches, the first one first. */
  public List<Touch> touches(LeadId lead) {
    return jdbc.sql("select at, source, campaign, content, channel from touch where lead_id = :lead order by at, touch_id")
        .param("lead", lead.value())
        .query(
            (row, n) ->
                new Touch(
                    Times.out(row, "at"),
                    row.getString("source"),
                    row.getString("campaign"),
                    row.getString("content"),
                    row.getString("channel")))
        .list();
  }

  /** What was mailed to the lead, the newest first. */
  public List<Sent> sent(LeadId lead) {
    return jdbc.sql(
            """
            select s.sequence, s.state, coalesce(s.settled_at, s.sending_at) as at,
                   coalesce(e.effect ->> 'label', s.step) as label
              from send s
              left join effect e on e.lead_id = s.lead_id and e.seq = s.effect_seq and e.n = s.effect_n
             where s.lead_id = :lead and s.state in ('ACCEPTED', 'UNKNOWN') and coalesce(s.settled_at, s.sending_at) is not null
             order by at desc limit :limit""")
        .param("lead", lead.value())
        .param("limit", MAILS)
        .query(
            (row, n) ->
                new Sent(row.getString("label"), row.getString("sequence"), row.getString("state"), Times.out(row, "at")))
        .list();
  }

  /** Other people of the same account with their latest signals, the most recently active first. */
  public List<HandoffFacts.Peer> peers(LeadId lead) {
    List<HandoffFacts.Peer> found =
        jdbc.sql(PEERS_OF)
            .param("lead", lead.value())
            .param("limit", PEERS)
            .query((row, n) -> peer(row))
            .list();
    Map<String, List<Signal>> signals = found.isEmpty() ? Map.of() : latest(found);
    return found.stream()
        .map(
            peer ->
                new HandoffFacts.Peer(
                    peer.leadId(), peer.name(), peer.title(), peer.stage(), peer.score(), peer.owner(), peer.ownerName(),
                    signals.getOrDefault(peer.leadId(), List.of())))
        .toList();
  }

  private Map<String, List<Signal>> latest(List<HandoffFacts.Peer> peers) {
    Map<String, List<Signal>> signals = new HashMap<>();
    jdbc.sql(
            """
            select l.id as lead_id, g.event_id, g.type, g.occurred_at, g.properties, g.voided
              from unnest(:leads::text[]) as l(id)
              cross join lateral (
                select * from signal g where g.lead_id = l.id and not g.voided and g.type <> all(:untold)
                 order by g.occurred_at desc, g.event_id desc limit :limit) g""")
        .param("leads", peers.stream().map(HandoffFacts.Peer::leadId).toArray(String[]::new))
        .param("untold", SignalCatalogue.untoldOfColleagues().toArray(String[]::new))
        .param("limit", SIGNALS_OF_A_PEER)
        .query(row -> {
          signals.computeIfAbsent(row.getString("lead_id"), ignored -> new ArrayList<>()).add(signal(row));
        });
    return signals;
  }

  private static HandoffFacts.Peer peer(ResultSet row) throws SQLException {
    String name =
        Stream.of(row.getString("first_name"), row.getString("last_name"))
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(" "));
    return new HandoffFacts.Peer(
        row.getString("lead_id"),
        name.isEmpty() ? "Someone whose name is not known" : name,
        row.getString("title"),
        row.getString("stage"),
        row.getObject("score", Integer.class),
        row.getString("owner"),
        row.getString("owner_name"),
        List.of());
  }

  private static CycleRow cycle(ResultSet row) throws SQLException {
    return new CycleRow(
        row.getInt("cycle"),
        row.getString("owner"),
        row.getString("owner_name"),
        row.getBoolean("queue"),
        row.getString("trigger"),
        row.getString("sla_class"),
        Times.out(row, "assigned_at"),
        Times.out(row, "deadline"),
        row.getString("level"),
        row.getString("ended_how"),
        row.getString("ended_by"),
        Times.outOrNull(row, "ended_at"),
        row.getString("reason"),
        row.getString("note"),
        Json.read(row.getString("clock"), AnswerClock.class));
  }

  private static Signal signal(ResultSet row) throws SQLException {
    return new Signal(
        row.getString("event_id"),
        row.getString("type"),
        Times.out(row, "occurred_at"),
        Json.texts(row.getString("properties")),
        row.getBoolean("voided"));
  }
}
