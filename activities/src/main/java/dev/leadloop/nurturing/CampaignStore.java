package dev.leadloop.nurturing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.nurture.OneMail;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.LeadloopDataConverter;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Campaigns, and how far each is. */
public final class CampaignStore {
  private static final ObjectMapper JSON = LeadloopDataConverter.mapper();
  private static final String COLUMNS =
      "select campaign_id, sequence, segment, again, had, rate_per_minute, state, state_by, created_at, created_by_kind,"
          + " created_by, reach, looked, told, last_lead, finished_at, mail, starts_at from campaign ";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public CampaignStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Opens a campaign; false where there is one of that id. */
  boolean open(String id, CampaignOrder order, int rate, int reach, Principal by, Instant at) {
    JsonNode segment = order.segment();
    return jdbc.sql(
                """
                insert into campaign (campaign_id, sequence, mail, segment, again, rate_per_minute, state, created_at,
                                      created_by_kind, created_by, reach, starts_at)
                values (:id, :sequence, :mail, :segment::jsonb, :again, :rate, 'RUNNING', :at, :byKind, :by, :reach,
                        :from::timestamptz)
                on conflict do nothing""")
            .param("id", id)
            .param("sequence", order.mail() == null ? order.sequence() : OneMail.sequence(id))
            .param("mail", order.mail())
            .param("from", Times.inOrNull(order.from()))
            .param("segment", segment == null ? null : segment.toString())
            .param("again", order.again())
            .param("rate", rate)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("byKind", by.kind().name())
            .param("by", by.id())
            .param("reach", reach)
            .update()
        == 1;
  }

  /** The campaign of that id. */
  public Optional<Campaign> find(String id) {
    return jdbc.sql(COLUMNS + "where campaign_id = :id").param("id", id).query((row, n) -> campaign(row)).optional();
  }

  /** The same, locked until the transaction ends. */
  Optional<Campaign> lock(String id) {
    return jdbc.sql(COLUMNS + "where campaign_id = :id for update")
        .param("id", id)
        .query((row, n) -> campaign(row))
        .optional();
  }

  /** The newest campaigns first. */
  public List<Campaign> newest(int limit) {
    return jdbc.sql(COLUMNS + "order by created_at desc, campaign_id limit :limit")
        .param("limit", limit)
        .query((row, n) -> campaign(row))
        .list();
  }

  /** Campaigns that have begun and are not over. */
  public List<Campaign> open(Instant now) {
    return jdbc.sql(COLUMNS
            + "where state in ('RUNNING', 'PAUSED') and (starts_at is null or starts_at <= :now) order by created_at")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, n) -> campaign(row))
        .list();
  }

  /**
   * Changes the state of one that is not over; the one mail of one that is done may still be paused or stopped where it waits,
   * and it is done again where it goes on.
   *
   * @return whether it was in another one
   */
  boolean state(String id, String state, String by, Instant at) {
    return jdbc.sql(
            """
            update campaign set state = case when :state = 'RUNNING' and finished_at is not null then 'DONE' else :state end,
                   state_by = case when :state = 'RUNNING' then null else :by end,
                   finished_at = case when :state = 'STOPPED' then :at::timestamptz else finished_at end
             where campaign_id = :id and state <> :state
               and (state in ('RUNNING', 'PAUSED') or state = 'DONE' and mail is not null and :state in ('PAUSED', 'STOPPED'))""")
        .param("id", id)
        .param("state", state)
        .param("by", by)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update() == 1;
  }

  /** Notes what a batch came to. */
  void count(String id, int looked, int told, int had, String lastLead, boolean done, Instant at) {
    jdbc.sql(
            """
            update campaign set looked = looked + :looked, told = told + :told, had = had + :had, last_lead = :last,
                   state = case when :done then 'DONE' else state end,
                   finished_at = case when :done then :at::timestamptz end
             where campaign_id = :id""")
        .param("id", id)
        .param("looked", looked)
        .param("told", told)
        .param("had", had)
        .param("last", lastLead)
        .param("done", done)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** When mails to the addresses of those leads began to go since then. */
  Map<LeadId, List<Instant>> mailsSince(Collection<LeadId> leads, Instant since) {
    Map<LeadId, List<Instant>> mails = new HashMap<>();
    if (leads.isEmpty()) {
      return mails;
    }
    jdbc.sql(
            """
            select l.lead_id, s.sending_at from lead l join send s on s.email_key = l.email_key
             where l.lead_id = any (:leads) and s.sending_at > :since and s.state in ('SENDING', 'ACCEPTED', 'UNKNOWN')""")
        .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(row -> {
          mails.computeIfAbsent(new LeadId(row.getString("lead_id")), lead -> new ArrayList<>())
              .add(Times.out(row, "sending_at"));
        });
    return mails;
  }

  /** Notes which leads it told, so that what came of it can be counted of them alone. */
  void told(String id, Collection<LeadId> leads, Instant at) {
    jdbc.sql(
            """
            insert into campaign_lead (campaign_id, lead_id, told_at)
            select :id, lead, :at from unnest(:leads) as lead on conflict do nothing""")
        .param("id", id)
        .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Campaign campaign(ResultSet row) throws SQLException {
    CampaignProgress progress =
        new CampaignProgress(
            row.getString("state"),
            row.getInt("reach"),
            row.getInt("looked"),
            row.getInt("told"),
            row.getInt("rate_per_minute"),
            row.getString("state_by"),
            row.getInt("had"));
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new Campaign(
        row.getString("campaign_id"),
        row.getString("sequence"),
        row.getString("mail"),
        json(row.getString("segment")),
        row.getBoolean("again"),
        progress,
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        new Principal(Principal.Kind.valueOf(row.getString("created_by_kind")), row.getString("created_by")),
        Times.outOrNull(row, "starts_at"),
        finished == null ? null : finished.toInstant(),
        row.getString("last_lead"));
  }

  private static @Nullable JsonNode json(@Nullable String text) throws SQLException {
    try {
      return text == null ? null : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("the segment is not JSON", e);
    }
  }
}
