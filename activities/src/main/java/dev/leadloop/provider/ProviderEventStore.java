package dev.leadloop.provider;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.leadloop.lead.LeadId;
import dev.leadloop.provider.ProviderEvent.Kind;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events of mail providers: kept once, told to their mails and leads afterwards. */
public final class ProviderEventStore {
  private static final String KEPT =
      """
      event_id, kind, send_id, lead_id, email_key, occurred_at, code,
      case when kind in (%s) then body->>'text' end as text"""
          .formatted(
              Arrays.stream(Kind.values()).filter(Kind::answers).map(kind -> "'" + kind + "'").collect(Collectors.joining(", ")));
  private static final String COLUMNS =
      "event_id text, kind text, send_id uuid, email_key text, occurred_at timestamptz, code text, body jsonb";
  private static final String ADD =
      """
      insert into provider_event (event_id, kind, send_id, lead_id, email_key, occurred_at, received_at, code, body)
      select r.event_id, r.kind, r.send_id, s.lead_id, case when l.erased_at is null then %s end, r.occurred_at, %s, r.code,
             case when l.erased_at is null then r.body else '{}' end
        from %s
        left join send s on s.send_id = r.send_id
        left join lead l on l.lead_id = s.lead_id
       order by r.event_id
      on conflict (event_id) do nothing
      returning event_id, lead_id, email_key""";
  /** What is acted on is about the address its mail went to, whatever address the lead has today. */
  private static final String ADD_GIVEN =
      ADD.formatted("coalesce(r.email_key, s.email_key)", ":at", "jsonb_to_recordset(:rows::jsonb) as r(" + COLUMNS + ")");
  private static final String ADD_BATCHES =
      """
      with taken as (
        delete from provider_batch where batch_id in (
          select batch_id from provider_batch order by batch_id limit :limit for update skip locked)
        returning received_at, events),
      kept as (%s)
      select count(*) from taken"""
          .formatted(ADD.formatted(
              "r.email_key", "taken.received_at",
              "taken cross join lateral jsonb_to_recordset(taken.events::jsonb) as r(" + COLUMNS + ")"));

  private final JdbcClient jdbc;

  public ProviderEventStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An event as it is kept.
   *
   * @param lead whose mail it is about; null where the mail is not one of ours
   * @param emailKey the address it is about: the one it names, else the one its mail went to
   * @param text what a person wrote back; null for every other kind, and in what was just kept
   */
  public record Kept(
      String eventId,
      Kind kind,
      @Nullable UUID sendId,
      @Nullable LeadId lead,
      @Nullable String emailKey,
      Instant occurredAt,
      @Nullable String code,
      @Nullable String text) {}

  /**
   * An open, a click or a delivery of one mail.
   *
   * @param reported whether the provider says that a machine did it
   * @param head whether it was a HEAD request
   * @param applied whether its lead was told
   */
  public record Seen(
      String eventId,
      Kind kind,
      UUID sendId,
      Instant occurredAt,
      @Nullable String agent,
      @Nullable String url,
      boolean reported,
      boolean head,
      boolean applied) {}

  /** Keeps events in one statement; returns those that are new. */
  public List<Kept> add(Collection<ProviderEvent> events, Instant at) {
    if (events.isEmpty()) {
      return List.of();
    }
    Map<String, ProviderEvent> given = new HashMap<>();
    events.forEach(event -> given.put(event.eventId(), event));
    return jdbc.sql(ADD_GIVEN)
        .param("rows", rows(events))
        .param("at", Times.in(at))
        .query((row, n) -> fresh(
            Objects.requireNonNull(given.get(row.getString("event_id"))), row.getString("lead_id"), row.getString("email_key")))
        .list();
  }

  /** Keeps events as the one batch they came in, until {@link #addBatches} makes them events of their own. */
  public void addLater(Collection<ProviderEvent> events, Instant at) {
    if (!events.isEmpty()) {
      jdbc.sql("insert into provider_batch (received_at, events) values (:at, :rows)")
          .param("at", Times.in(at))
          .param("rows", rows(events))
          .update();
    }
  }

  /** Whether a batch waits that came before an instant. */
  public boolean anyBatch(Instant before) {
    return jdbc.sql("select exists (select from provider_batch where received_at <= :before)")
        .param("before", Times.in(before))
        .query(Boolean.class)
        .single();
  }

  /**
   * Makes the oldest batches events, each event once however often it came, and forgets the batches; those another one is
   * at are passed over. Returns how many there were.
   */
  public int addBatches(int limit) {
    return jdbc.sql(ADD_BATCHES).param("limit", limit).query(Integer.class).single();
  }

  private static String rows(Collection<ProviderEvent> events) {
    return Json.rows(
        events.stream()
            .sorted(Comparator.comparing(ProviderEvent::eventId))
            .map(e -> new Columns(
                e.eventId(), e.kind().name(), e.sendId(), e.emailKey(), Times.text(e.occurredAt()), e.code(), e.body()))
            .toList());
  }

  /**
   * The oldest events that came before an instant and are not applied yet, and with them all others of the same mails, so
   * that a lead hears of a mail once; locked until the transaction ends. Those another one holds are passed over.
   *
   * @param oldest how many of the oldest
   * @param most how many in all; of a mail that does not find room the rest is left
   */
  public List<Kept> claim(Instant before, int oldest, int most) {
    return jdbc.sql(
            """
            with oldest as materialized (
              select event_id, send_id from provider_event
               where applied_at is null and received_at <= :before
               order by received_at, event_id limit :oldest)
            select %s
              from provider_event
             where applied_at is null
               and (event_id in (select event_id from oldest) or send_id in (select send_id from oldest))
             order by send_id nulls first, received_at, event_id limit :most for update skip locked"""
                .formatted(KEPT))
        .param("before", Times.in(before))
        .param("oldest", oldest)
        .param("most", most)
        .query((row, n) -> kept(row))
        .list();
  }

  /** Opens, clicks and deliveries of these mails, applied or not. */
  public List<Seen> seen(Collection<UUID> sends) {
    return jdbc.sql(
            """
            select event_id, kind, send_id, occurred_at, body->>'useragent' as agent, body->>'url' as url,
                   coalesce(body->>'sg_machine_open', '') = 'true' as reported, body->>'method' = 'HEAD' as head,
                   applied_at is not null as applied
              from provider_event
             where send_id = any(:sends) and kind in ('OPEN', 'CLICK', 'DELIVERED')""")
        .param("sends", sends.toArray(UUID[]::new))
        .query((row, n) -> new Seen(
            row.getString("event_id"),
            Kind.valueOf(row.getString("kind")),
            row.getObject("send_id", UUID.class),
            Times.out(row, "occurred_at"),
            row.getString("agent"),
            row.getString("url"),
            row.getBoolean("reported"),
            row.getBoolean("head"),
            row.getBoolean("applied")))
        .list();
  }

  /** Notes that these events were applied. */
  public void applied(Collection<String> eventIds, Instant at) {
    jdbc.sql("update provider_event set applied_at = :at where event_id = any(:ids)")
        .param("at", Times.in(at))
        .param("ids", eventIds.toArray(String[]::new))
        .update();
  }

  /** Those of the addresses that have left a group and not come back to it, by the time of their own doing. */
  public Set<String> outOfAGroup(Collection<String> emailKeys) {
    return new HashSet<>(
        jdbc.sql(
                """
                select distinct email_key from (
                  select distinct on (email_key, code) email_key, kind from provider_event
                   where email_key = any(:keys) and kind in ('GROUP_UNSUBSCRIBE', 'GROUP_RESUBSCRIBE')
                   order by email_key, code, occurred_at desc, event_id desc) latest
                 where kind = 'GROUP_UNSUBSCRIBE'""")
            .param("keys", emailKeys.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  /** When the mails to an address came back for a time, the latest first. */
  public List<Instant> softBounces(String emailKey, Instant since) {
    return jdbc.sql(
            """
            select occurred_at from provider_event
             where email_key = :key and kind = 'SOFT_BOUNCE' and occurred_at > :since order by occurred_at desc""")
        .param("key", emailKey)
        .param("since", Times.in(since))
        .query((row, n) -> Times.out(row, "occurred_at"))
        .list();
  }

  private record Columns(
      String eventId,
      String kind,
      @Nullable UUID sendId,
      @Nullable String emailKey,
      String occurredAt,
      @Nullable String code,
      @JsonRawValue String body) {}

  private static Kept fresh(ProviderEvent event, @Nullable String lead, @Nullable String emailKey) {
    return new Kept(
        event.eventId(), event.kind(), event.sendId(), lead == null ? null : new LeadId(lead), emailKey,
        event.occurredAt(), event.code(), null);
  }

  private static Kept kept(ResultSet row) throws SQLException {
    String lead = row.getString("lead_id");
    return new Kept(
        row.getString("event_id"),
        Kind.valueOf(row.getString("kind")),
        row.getObject("send_id", UUID.class),
        lead == null ? null : new LeadId(lead),
        row.getString("email_key"),
        Times.out(row, "occurred_at"),
        row.getString("code"),
        row.getString("text"));
  }
}
