package dev.leadloop.feed;

import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the journal of all leads in the order of the feed. */
public final class FeedStore {
  /**
   * A line is shown once every transaction that began before its own is over: what commits late stands behind it, or was
   * waited for. Of one lead the lines are in the order of its decisions. Sample data is in no feed.
   */
  private static final String AFTER =
      """
      select e.era, e.tx, e.lead_id, e.seq, e.n, e.at, e.type, e.principal_kind, e.principal_id, e.cause_event_id,
             e.policy_version, e.entry, l.erased_at, l.email, l.first_name, l.last_name, l.company, l.title, l.country, i.note
        from (select * from lifecycle_event
               where (era, tx, lead_id, seq, n) > (:era, :tx::xid8, :lead, :seq, :n)
                 and (era < (select era from feed_era) or tx < pg_snapshot_xmin(pg_current_snapshot()))
                 and not exists (select from lead s where s.lead_id = lifecycle_event.lead_id and s.email_key like :sample)
               order by era, tx, lead_id, seq, n
               limit :limit) e
        join lead l on l.lead_id = e.lead_id
        left join inbox i on :personal and i.lead_id = e.lead_id and i.event_id = e.cause_event_id
       order by e.era, e.tx, e.lead_id, e.seq, e.n""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public FeedStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A line of the journal and where it stands.
   *
   * @param type its name in JSON
   * @param causeEventId the event it came of, an id that callers choose; null for a due time, and where nobody asked for persons
   * @param person what is known of the lead's person; null where nobody asked, or the person was forgotten
   */
  public record FeedLine(
      FeedPlace place,
      Instant at,
      String type,
      Principal by,
      @Nullable String causeEventId,
      int policyVersion,
      JournalEntry entry,
      @Nullable Person person) {}

  /**
   * The person, as it is known now.
   *
   * @param note what was written with the answer or order that caused the line
   */
  public record Person(
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String company,
      @Nullable String title,
      @Nullable String country,
      @Nullable String note) {}

  /** Lines behind a place, at most so many. */
  public List<FeedLine> after(FeedPlace place, int limit, boolean personal) {
    return jdbc.sql(AFTER)
        .param("era", place.era())
        .param("tx", place.tx())
        .param("lead", place.lead())
        .param("seq", place.seq())
        .param("n", place.n())
        .param("limit", limit)
        .param("personal", personal)
        .param("sample", SampleAddresses.LIKE)
        .query((row, n) -> line(row, personal))
        .list();
  }

  private static FeedLine line(ResultSet row, boolean asked) throws SQLException {
    boolean personal = asked && row.getObject("erased_at") == null;
    return new FeedLine(
        new FeedPlace(row.getInt("era"), row.getString("tx"), row.getString("lead_id"), row.getLong("seq"), row.getInt("n")),
        Times.out(row, "at"),
        row.getString("type"),
        new Principal(Principal.Kind.valueOf(row.getString("principal_kind")), row.getString("principal_id")),
        personal ? row.getString("cause_event_id") : null,
        row.getInt("policy_version"),
        Json.read(row.getString("entry"), JournalEntry.class),
        !personal
            ? null
            : new Person(
                row.getString("email"), row.getString("first_name"), row.getString("last_name"), row.getString("company"),
                row.getString("title"), row.getString("country"), row.getString("note")));
  }
}
