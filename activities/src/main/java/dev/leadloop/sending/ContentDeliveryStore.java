package dev.leadloop.sending;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Content that was asked for and is to be mailed. */
final class ContentDeliveryStore {
  private final JdbcClient jdbc;

  ContentDeliveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A delivery that is due. */
  record Due(LeadId lead, String form, int version, LocalDate askedOn, String title, String url, Instant askedAt, int tries) {}

  /** Notes that somebody asked; once a day for each lead and form. */
  void ask(Due asked) {
    jdbc.sql(
            """
            insert into content_delivery (lead_id, form_id, version, asked_on, title, url, asked_at, due_at)
            values (:lead, :form, :version, :on, :title, :url, :at, :at) on conflict do nothing""")
        .param("lead", asked.lead().value())
        .param("form", asked.form())
        .param("version", asked.version())
        .param("on", asked.askedOn())
        .param("title", asked.title())
        .param("url", asked.url())
        .param("at", Times.in(asked.askedAt()))
        .update();
  }

  /** How many different contents somebody asked for on that day. */
  int askedOn(LeadId lead, LocalDate day) {
    return jdbc.sql("select count(*) from content_delivery where lead_id = :lead and asked_on = :day")
        .param("lead", lead.value())
        .param("day", day)
        .query(Integer.class)
        .single();
  }

  /** Claims what is due of leads about which something was decided, the oldest first; after a crash it is due again. */
  List<Due> claim(Instant now, Duration lease, int limit) {
    return jdbc.sql(
            """
            update content_delivery d set due_at = :again, tries = tries + 1
              from (select c.lead_id, c.form_id, c.asked_on from content_delivery c
                     where c.due_at <= :now and exists (select from lead_status s where s.lead_id = c.lead_id)
                     order by c.due_at limit :limit for update skip locked) due
             where d.lead_id = due.lead_id and d.form_id = due.form_id and d.asked_on = due.asked_on
            returning d.*""")
        .param("now", Times.in(now))
        .param("again", Times.in(now.plus(lease)))
        .param("limit", limit)
        .query((row, n) -> new Due(
            new LeadId(row.getString("lead_id")), row.getString("form_id"), row.getInt("version"),
            row.getObject("asked_on", LocalDate.class), row.getString("title"), row.getString("url"), Times.out(row, "asked_at"),
            row.getInt("tries")))
        .list();
  }

  /**
   * Notes what came of it.
   *
   * @param again when it is tried again; null where it is settled
   */
  void note(Due due, String result, @Nullable Instant again) {
    jdbc.sql(
            """
            update content_delivery set result = :result, due_at = :again
             where lead_id = :lead and form_id = :form and asked_on = :on""")
        .param("lead", due.lead().value())
        .param("form", due.form())
        .param("on", due.askedOn())
        .param("result", result)
        .param("again", Times.inOrNull(again))
        .update();
  }
}
