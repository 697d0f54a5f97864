package dev.leadloop.provider;

import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of nurture mails, by who receives them and by the day they went; reads only. */
public final class DeliverabilityStore {
  private static final String COUNTED =
      """
      with mail as (
        select s.send_id, (s.sending_at at time zone :zone)::date as day,
               case when s.email_key like '%@%' then split_part(s.email_key, '@', 2) else '' end as domain
          from send s
         where s.sending_at >= :from and s.state in ('ACCEPTED', 'UNKNOWN')),
      told as (
        select m.send_id, m.day, m.domain,
               bool_or(e.kind = 'DELIVERED') as delivered, bool_or(e.kind = 'HARD_BOUNCE') as hard,
               bool_or(e.kind in ('SOFT_BOUNCE', 'BLOCKED')) as soft, bool_or(e.kind = 'SPAM_REPORT') as complained,
               bool_or(e.kind in ('UNSUBSCRIBE', 'GROUP_UNSUBSCRIBE')) as unsubscribed
          from mail m left join provider_event e on e.send_id = m.send_id
         group by m.send_id, m.day, m.domain)
      select domain, day, count(*) as sent, count(*) filter (where delivered) as delivered,
             count(*) filter (where hard) as hard, count(*) filter (where soft and not coalesce(hard, false)) as soft,
             count(*) filter (where complained) as complained, count(*) filter (where unsubscribed) as unsubscribed
        from told
       group by grouping sets ((domain), (day), ())
       order by sent desc, domain, day""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public DeliverabilityStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Mails by what became of them.
   *
   * @param sent taken by the provider, or nobody knows
   * @param delivered of these, as the receiving server told
   * @param hard that came back for good
   * @param soft that came back or were turned away for a time, and not for good
   * @param complained that a reader called spam
   * @param unsubscribed by which a reader left
   */
  public record Counts(long sent, long delivered, long hard, long soft, long complained, long unsubscribed) {
    /** Of no mail. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
  }

  /** The mails to one domain; its name is empty where the person was forgotten. */
  public record OfDomain(String domain, Counts counts) {}

  /** The mails of one day. */
  public record OfDay(LocalDate day, Counts counts) {}

  /**
   * What became of the mails since an instant.
   *
   * @param domains most mails first
   * @param days in their order; those without a mail are left out
   */
  public record Deliverability(Counts whole, List<OfDomain> domains, List<OfDay> days) {}

  private record Row(@Nullable String domain, @Nullable LocalDate day, Counts counts) {}

  /** Counts the nurture mails that went since then; days are cut in the zone. */
  public Deliverability since(Instant from, ZoneId zone) {
    List<Row> rows = jdbc.sql(COUNTED).param("from", Times.in(from)).param("zone", zone.getId()).query((row, n) -> row(row))
        .list();
    return new Deliverability(
        rows.stream().filter(row -> row.domain() == null && row.day() == null).map(Row::counts).findFirst().orElse(Counts.NONE),
        rows.stream().filter(row -> row.domain() != null)
            .map(row -> new OfDomain(String.valueOf(row.domain()), row.counts())).toList(),
        rows.stream().filter(row -> row.day() != null).map(row -> new OfDay(Objects.requireNonNull(row.day()), row.counts()))
            .sorted(Comparator.comparing(OfDay::day)).toList());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("domain"), row.getObject("day", LocalDate.class),
        new Counts(row.getLong("sent"), row.getLong("delivered"), row.getLong("hard"), row.getLong("soft"),
            row.getLong("complained"), row.getLong("unsubscribed")));
  }
}
