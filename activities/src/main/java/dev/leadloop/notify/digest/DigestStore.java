package dev.leadloop.notify.digest;

import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for a rep at the start of the day, and who has been told today. */
public final class DigestStore {
  private static final int MOST = 50;
  private static final String WHO = "l.lead_id, l.first_name, l.last_name, l.company, l.email";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public DigestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A lead that waits.
   *
   * @param who company and name, or what stands in for them
   * @param company null where it is not known
   * @param at until when, or since when; null where there is no such time
   * @param trigger what handed it over; null once accepted
   */
  public record Waiting(
      String leadId, String who, @Nullable String company, @Nullable String trigger, @Nullable Instant at) {}

  /** Takes the digest of that day for so long; false where it was sent, or another process has it. */
  public boolean claim(String rep, LocalDate day, Instant now, Instant until) {
    return jdbc.sql(
                """
                insert into digest (rep_id, day, state, claimed_until) values (:rep, :day, 'CLAIMED', :until)
                on conflict (rep_id, day) do update set claimed_until = excluded.claimed_until
                 where digest.state = 'CLAIMED' and digest.claimed_until <= :now""")
            .param("rep", rep)
            .param("day", day)
            .param("now", Times.in(now))
            .param("until", Times.in(until))
            .update()
        == 1;
  }

  /** It is done for that day. */
  public void settle(String rep, LocalDate day, boolean sent, String result) {
    jdbc.sql("update digest set state = :state, result = :result where rep_id = :rep and day = :day")
        .param("state", sent ? "SENT" : "NOTHING")
        .param("result", result)
        .param("rep", rep)
        .param("day", day)
        .update();
  }

  /** Handoffs that wait for the rep's answer, the most urgent first. */
  public List<Waiting> open(String rep) {
    return handoffs("h.owner = :owner", rep);
  }

  /** Handoffs that wait in the queue, the most urgent first. */
  public List<Waiting> queued() {
    return handoffs("h.queue and :owner is not null", "");
  }

  private List<Waiting> handoffs(String condition, String owner) {
    return jdbc.sql(
            "select " + WHO + ", h.trigger, h.deadline as at from handoff_cycle h join lead l using (lead_id)"
                + " where h.ended_at is null and l.erased_at is null and " + condition
                + " order by h.deadline limit :most")
        .param("owner", owner)
        .param("most", MOST)
        .query((row, n) -> waiting(row))
        .list();
  }

  /** Leads the rep has accepted and not been in touch with, the most urgent first. */
  public List<Waiting> withoutContact(String rep) {
    return jdbc.sql(
            "select " + WHO + """
            , null as trigger, (s.progress ->> 'contactDue')::timestamptz as at
              from lead_status s join lead l using (lead_id)
             where s.owner = :owner and s.stage = 'ACCEPTED' and l.erased_at is null
               and not coalesce((s.progress ->> 'contacted')::boolean, false)
             order by at nulls first limit :most""")
        .param("owner", rep)
        .param("most", MOST)
        .query((row, n) -> waiting(row))
        .list();
  }

  /** Leads the rep was in touch with and has said nothing about since then, the oldest first. */
  public List<Waiting> stalled(String rep, Instant before) {
    return jdbc.sql(
            "select " + WHO + """
            , null as trigger, (s.progress ->> 'lastNews')::timestamptz as at
              from lead_status s join lead l using (lead_id)
             where s.owner = :owner and l.erased_at is null
               and (s.stage = 'OPPORTUNITY' or s.stage = 'ACCEPTED' and (s.progress ->> 'contacted')::boolean)
               and (s.progress ->> 'lastNews')::timestamptz < :before
             order by at limit :most""")
        .param("owner", rep)
        .param("before", Times.in(before))
        .param("most", MOST)
        .query((row, n) -> waiting(row))
        .list();
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    String name =
        Stream.of(row.getString("first_name"), row.getString("last_name"))
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(" "));
    String who =
        Stream.of(row.getString("company"), name.isEmpty() ? row.getString("email") : name)
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(", "));
    return new Waiting(
        row.getString("lead_id"), who.isEmpty() ? "a lead whose name is not known" : who, row.getString("company"),
        row.getString("trigger"), Times.outOrNull(row, "at"));
  }
}
