package dev.leadloop.view;

import com.fasterxml.jackson.annotation.JsonRootName;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.template.TextVersion;
import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mails of a lead, what became of each, and what was written in it; reads only. */
public final class MailReadStore {
  /** An open or a click that a person made: it counted, and was not found to be a machine's since. */
  private static final String BY_A_PERSON =
      """
      (select min(one.at) from (
         select e.occurred_at as at from provider_event e
           join signal g on g.lead_id = s.lead_id and g.event_id = e.event_id and not g.voided
          where e.send_id = s.send_id and e.kind = '%1$s'
         union all
         select h.at from mail_hit h where h.send_id = s.send_id and h.kind = '%1$s' and h.told and h.voided is null) one)""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public MailReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A mail of the ledger; what did not happen, or is not known, is null.
   *
   * @param state as the ledger names it, such as ACCEPTED
   * @param reason why it is held or was not taken
   * @param at when it went, else when it was settled, else when it was ordered
   * @param subject null where the mail was not kept
   * @param came when it arrived
   * @param failed when it came back or was turned away
   * @param opened when a person first opened it
   * @param clicked when a person first followed a link of it
   * @param answered when somebody first wrote back
   * @param answer what was written then
   */
  @JsonRootName("MailReadLine")
  public record MailRow(
      UUID sendId,
      String sequence,
      String step,
      String state,
      @Nullable String reason,
      Instant at,
      @Nullable Instant heldUntil,
      @Nullable String subject,
      @Nullable Instant came,
      @Nullable Instant failed,
      @Nullable Instant opened,
      @Nullable Instant clicked,
      @Nullable Instant answered,
      @Nullable String answer) {}

  private static final String MAILS =
      """
      select s.send_id, s.sequence, s.step, s.state, s.reason, s.held_until, c.subject, a.occurred_at as answered, a.note,
             coalesce(s.sending_at, s.settled_at, s.reserved_at) as at,
             (select min(e.occurred_at) from provider_event e
               where e.send_id = s.send_id and e.kind = 'DELIVERED') as came,
             (select min(e.occurred_at) from provider_event e
               where e.send_id = s.send_id and e.kind in ('HARD_BOUNCE', 'SOFT_BOUNCE', 'BLOCKED', 'DROPPED')) as failed,
             %s as opened,
             %s as clicked
        from send s
        left join sent_mail c using (send_id)
        left join lateral (select e.occurred_at, i.note from provider_event e
                             left join inbox i on i.lead_id = s.lead_id and i.event_id = e.event_id
                            where e.send_id = s.send_id
                              and e.kind in ('REPLY', 'REPLY_NEGATIVE', 'REPLY_STOP', 'MAY_ASK_TO_STOP')
                            order by e.occurred_at limit 1) a on true
       where s.lead_id = :lead""".formatted(BY_A_PERSON.formatted("OPEN"), BY_A_PERSON.formatted("CLICK"));

  /** The lead's mails, the latest first. */
  public List<MailRow> mails(LeadId lead, int limit) {
    return jdbc.sql(MAILS + " order by at desc, s.send_id limit :limit")
        .param("lead", lead.value())
        .param("limit", limit)
        .query((row, n) -> shown(row))
        .list();
  }

  /** One mail of the lead; empty where it has no such mail. */
  public Optional<MailRow> mail(LeadId lead, UUID sendId) {
    return jdbc.sql(MAILS + " and s.send_id = :id")
        .param("lead", lead.value())
        .param("id", sendId)
        .query((row, n) -> shown(row))
        .optional();
  }

  /** What was written in a mail of the lead; empty where it was not kept. */
  public Optional<RenderedEmail> written(LeadId lead, UUID sendId) {
    return jdbc.sql(
            """
            select c.subject, c.text, c.html from sent_mail c join send s using (send_id)
             where s.lead_id = :lead and c.send_id = :id""")
        .param("lead", lead.value())
        .param("id", sendId)
        .query((row, n) -> new RenderedEmail(row.getString("subject"), row.getString("text"), row.getString("html")))
        .optional();
  }

  /** With which text a mail of the lead was written; empty where that is not known. */
  public Optional<TextVersion> writtenWith(LeadId lead, UUID sendId) {
    return jdbc.sql(
            """
            select c.template, c.template_version from sent_mail c join send s using (send_id)
             where s.lead_id = :lead and c.send_id = :id and c.template_version is not null""")
        .param("lead", lead.value())
        .param("id", sendId)
        .query((row, n) -> new TextVersion(row.getString("template"), row.getInt("template_version")))
        .optional();
  }

  private static MailRow shown(ResultSet row) throws SQLException {
    return new MailRow(
        row.getObject("send_id", UUID.class),
        row.getString("sequence"),
        row.getString("step"),
        row.getString("state"),
        row.getString("reason"),
        Times.out(row, "at"),
        Times.outOrNull(row, "held_until"),
        row.getString("subject"),
        Times.outOrNull(row, "came"),
        Times.outOrNull(row, "failed"),
        Times.outOrNull(row, "opened"),
        Times.outOrNull(row, "clicked"),
        Times.outOrNull(row, "answered"),
        row.getString("note"));
  }
}
