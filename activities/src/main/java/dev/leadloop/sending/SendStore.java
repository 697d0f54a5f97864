package dev.leadloop.sending;

import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.template.TextVersion;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger of nurture e-mails: one intent for each step and occurrence, and what became of it. */
public final class SendStore {
  private final JdbcClient jdbc;

  public SendStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The intent of an effect, made where there is none, locked until the transaction ends. */
  public Send reserve(LeadId lead, long seq, int n, Effect.SendEmail email, UUID newId, Instant at) {
    jdbc.sql(
            """
            insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state,
                              reserved_at)
            values (:id, :lead, :sequence, :version, :step, :occurrence, :seq, :n, 'RESERVED', :at)
            on conflict (lead_id, sequence, sequence_version, step, occurrence) do nothing""")
        .param("id", newId)
        .param("lead", lead.value())
        .param("sequence", email.sequence())
        .param("version", email.sequenceVersion())
        .param("step", email.step())
        .param("occurrence", email.occurrence())
        .param("seq", seq)
        .param("n", n)
        .param("at", Times.in(at))
        .update();
    return jdbc.sql(
            """
            select send_id, state, reason, held_until from send
             where lead_id = :lead and sequence = :sequence and sequence_version = :version and step = :step
               and occurrence = :occurrence
               for update""")
        .param("lead", lead.value())
        .param("sequence", email.sequence())
        .param("version", email.sequenceVersion())
        .param("step", email.step())
        .param("occurrence", email.occurrence())
        .query((row, i) -> new Send(
            row.getObject("send_id", UUID.class), State.valueOf(row.getString("state")), row.getString("reason"),
            Times.outOrNull(row, "held_until")))
        .single();
  }

  /** From now on the message may be on its way. */
  public void sending(UUID send, String emailKey, Instant at) {
    jdbc.sql(
            """
            update send set state = 'SENDING', sending_at = :at, email_key = :email, reason = null, held_until = null
             where send_id = :id and (state = 'RESERVED' or state = 'HELD' and held_until is not null)""")
        .param("id", send)
        .param("email", emailKey)
        .param("at", Times.in(at))
        .update();
  }

  /** Keeps what is written in a mail, as it goes out, and with which version of its text. */
  public void keep(UUID send, RenderedEmail written) {
    TextVersion with = written.writtenWith();
    jdbc.sql(
            """
            insert into sent_mail (send_id, subject, text, html, template, template_version)
            values (:id, :subject, :text, :html, :template, :version)
            on conflict (send_id) do update set subject = excluded.subject, text = excluded.text, html = excluded.html,
                   template = excluded.template, template_version = excluded.template_version""")
        .param("id", send)
        .param("template", with == null ? null : with.template())
        .param("version", with == null ? null : with.version())
        .param("subject", written.subject())
        .param("text", written.text())
        .param("html", written.html())
        .update();
  }

  /** The message was certainly not taken: it may be sent again. */
  public void backToReserved(UUID send) {
    jdbc.sql("update send set state = 'RESERVED', sending_at = null where send_id = :id and state = 'SENDING'")
        .param("id", send)
        .update();
  }

  /** Holds an intent that is not on its way, until it is tried again. */
  public void hold(UUID send, String reason, Instant until) {
    jdbc.sql(
            """
            update send set state = 'HELD', reason = :reason, held_until = :until
             where send_id = :id and (state = 'RESERVED' or state = 'HELD' and held_until is not null)""")
        .param("id", send)
        .param("reason", reason)
        .param("until", Times.in(until))
        .update();
  }

  /** When the mail before the last {@code n - 1} mails to an address began to go; empty where it got fewer since then. */
  public Optional<Instant> nthLast(String emailKey, int n, Instant since) {
    return jdbc.sql(
            """
            select sending_at from send
             where email_key = :email and sending_at > :since and state in ('SENDING', 'ACCEPTED', 'UNKNOWN')
             order by sending_at desc offset :skip limit 1""")
        .param("email", emailKey)
        .param("since", Times.in(since))
        .param("skip", n - 1)
        .query((row, i) -> Times.out(row, "sending_at"))
        .optional();
  }

  /** Settles an intent; false where it was settled before, unless all that was known then was UNKNOWN. */
  public boolean settle(UUID send, State state, @Nullable String reason, @Nullable String providerId, Instant at) {
    return jdbc.sql(
                """
                update send set state = :state, reason = :reason, provider_id = :provider, settled_at = :at,
                       held_until = null
                 where send_id = :id
                   and (state in ('RESERVED', 'SENDING') or state = 'HELD' and held_until is not null or state = 'UNKNOWN'
                     and :state in ('ACCEPTED', 'REJECTED'))""")
            .param("id", send)
            .param("state", state.name())
            .param("reason", reason)
            .param("provider", providerId)
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /** The address a mail went to; empty where there is no such mail, or it never began to go. */
  public Optional<String> mailedTo(UUID send) {
    return jdbc.sql("select email_key from send where send_id = :id and email_key is not null")
        .param("id", send)
        .query(String.class)
        .optional();
  }

  /** The addresses mails to a lead went to, those of today's and of earlier days, the last first. */
  public List<String> addresses(LeadId lead) {
    return jdbc.sql(
            """
            select email_key from send where lead_id = :lead and email_key is not null
             group by email_key order by max(sending_at) desc nulls last""")
        .param("lead", lead.value())
        .query((row, i) -> row.getString("email_key"))
        .list();
  }

  /** What the ledger knows of these mails; those it does not know are left out. */
  public Map<UUID, Sent> find(Collection<UUID> sends) {
    Map<UUID, Sent> found = new HashMap<>();
    jdbc.sql("select send_id, lead_id, sequence, step, sending_at from send where send_id = any(:ids)")
        .param("ids", sends.toArray(UUID[]::new))
        .query(row -> {
          UUID id = row.getObject("send_id", UUID.class);
          found.put(
              id,
              new Sent(
                  id, new LeadId(row.getString("lead_id")), row.getString("sequence"), row.getString("step"),
                  Times.outOrNull(row, "sending_at")));
        });
    return found;
  }

  /** Settles those of the mails whose fate was open, since the provider reports of them: it has taken them. */
  public Set<UUID> takenByProvider(Collection<UUID> sends, Instant at) {
    return new HashSet<>(
        jdbc.sql(
                """
                update send set state = 'ACCEPTED', reason = null, settled_at = :at
                 where send_id in (select send_id from send where send_id = any(:ids)
                                      and state in ('SENDING', 'UNKNOWN') order by send_id for update)
                   and state in ('SENDING', 'UNKNOWN')
                returning send_id""")
            .param("ids", sends.toArray(UUID[]::new))
            .param("at", Times.in(at))
            .query(UUID.class)
            .list());
  }

  /** A mail of the ledger. */
  public record Sent(UUID id, LeadId lead, String sequence, String step, @Nullable Instant sendingAt) {}

  /** Where an intent stands. */
  public enum State {
    RESERVED,
    SENDING,
    ACCEPTED,
    REJECTED,
    UNKNOWN,
    HELD
  }

  /**
   * An intent to send.
   *
   * @param heldUntil when a held mail is tried again; null for never
   */
  public record Send(UUID id, State state, @Nullable String reason, @Nullable Instant heldUntil) {
    /** Whether nothing more is done about it. */
    public boolean settled() {
      return switch (state) {
        case RESERVED, SENDING -> false;
        case HELD -> heldUntil == null;
        case ACCEPTED, REJECTED, UNKNOWN -> true;
      };
    }
  }
}
