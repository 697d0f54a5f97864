package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.text.ShortText;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads that could not be called while others could: each is tried again by itself, later and later. */
public final class SetAsideStore {
  /** First after five seconds, then twice that, up to ten minutes. */
  private static final String NEXT_TRY =
      "now() + least(interval '10 minutes', interval '5 seconds' * power(2, least(set_aside.tries, 8)))";

  private static final int LONGEST_WHY = 500;

  private final JdbcClient jdbc;

  public SetAsideStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Sets a lead aside, with the rows that were claimed of it, until its next try. */
  public void setAside(LeadId lead, Collection<Long> rows, String code, String why) {
    setAside(lead.value(), rows, code, why);
  }

  /** The same for one that has not even an id that a lead may have. */
  void setAside(String lead, Collection<Long> rows, String code, String why) {
    jdbc.sql(
            """
            with noted as (
              insert into set_aside (lead_id, what, since, tries, code, why, next_try)
              values (:lead, 'RING', now(), 1, :code, :why, now() + interval '5 seconds')
              on conflict (lead_id) do update
                 set what = excluded.what, tries = set_aside.tries + 1, code = excluded.code, why = excluded.why,
                     next_try = %s
              returning next_try)
            update inbox i set ring_at = noted.next_try
              from noted, (select row_id from inbox where row_id = any (:rows) and ring_at is not null
                              for update skip locked) held
             where i.row_id = held.row_id""".formatted(NEXT_TRY))
        .param("lead", lead)
        .param("code", code)
        .param("why", ShortText.of(why.replace('\0', ' '), LONGEST_WHY))
        .param("rows", rows.toArray(Long[]::new))
        .update();
  }

  /** Forgets that these leads were set aside: they could be called. */
  public void called(Collection<LeadId> leads) {
    if (!leads.isEmpty()) {
      jdbc.sql("delete from set_aside where lead_id = any (:leads) and what = 'RING'")
          .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
          .update();
    }
  }

  /** Has everything of a lead that no decision has taken called for now; returns how many rows that is. */
  public int tryAgain(LeadId lead) {
    return jdbc.sql(
            """
            with sooner as (update set_aside set next_try = now() where lead_id = :lead)
            update inbox set ring_at = greatest(now(), held_until) where lead_id = :lead and decided_seq is null""")
        .param("lead", lead.value())
        .update();
  }
}
