package dev.leadloop.consent;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consent and the proof of it: what holds now stands with the lead, every change of it in a history nothing is taken from. */
public final class ConsentStore {
  private final JdbcClient jdbc;

  public ConsentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One change of consent.
   *
   * @param emailKey the address it was about; null where none was known
   * @param status given, confirmed or declined
   * @param at when the person said so
   * @param place page or place where it was said
   * @param wording what the person read
   * @param channel how it reached us, such as form or import
   * @param applied false where something newer was known already, so that it is evidence alone
   */
  public record Change(
      @Nullable String emailKey,
      String status,
      Instant at,
      Instant recordedAt,
      @Nullable String place,
      @Nullable String wording,
      @Nullable String channel,
      String by,
      boolean applied) {}

  /** What the person said, with the proof that came with it. */
  public record Said(
      String status, Instant at, @Nullable String place, @Nullable String wording, @Nullable String channel) {}

  /** What is on record now, as the lead's row has it. */
  public record Current(@Nullable String status, @Nullable Instant at) {}

  /** What is on record now; the lead's lock is held where it is to be changed. */
  public Current current(LeadId lead) {
    return jdbc.sql(
            """
            select l.consent->>'status' as status,
                   (select max(given_at) from consent_record c where c.lead_id = l.lead_id and c.applied) as at
              from lead l where l.lead_id = :lead""")
        .param("lead", lead.value())
        .query((row, n) -> new Current(row.getString("status"), Times.outOrNull(row, "at")))
        .single();
  }

  /** Adds a change to the history. */
  public void record(
      LeadId lead, @Nullable String emailKey, Said said, Principal by, boolean applied, Instant recordedAt) {
    jdbc.sql(
            """
            insert into consent_record (lead_id, email_key, status, given_at, recorded_at, place, wording, channel,
                                        principal_kind, principal_id, applied)
            values (:lead, :key, :status, least(:at::timestamptz, :recorded::timestamptz), :recorded, :place, :wording,
                    :channel, :kind, :id, :applied)""")
        .param("lead", lead.value())
        .param("key", emailKey)
        .param("status", said.status())
        .param("at", Times.in(said.at()))
        .param("recorded", Times.in(recordedAt))
        .param("place", said.place())
        .param("wording", said.wording())
        .param("channel", said.channel())
        .param("kind", by.kind().name())
        .param("id", by.id())
        .param("applied", applied)
        .update();
  }

  /** Notes that the owner of that address confirmed; false where the same address had confirmed before. */
  public boolean confirm(LeadId lead, String emailKey, Instant at) {
    return jdbc.sql(
                """
                update lead set consent_confirmed_key = :key, consent_confirmed_at = :at, updated_at = now()
                 where lead_id = :lead and consent_confirmed_key is distinct from :key""")
            .param("lead", lead.value())
            .param("key", emailKey)
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /** Every change, the newest first. */
  public List<Change> history(LeadId lead) {
    return jdbc.sql("select * from consent_record where lead_id = :lead order by consent_id desc")
        .param("lead", lead.value())
        .query((row, n) -> new Change(
            row.getString("email_key"),
            row.getString("status"),
            Times.out(row, "given_at"),
            Times.out(row, "recorded_at"),
            row.getString("place"),
            row.getString("wording"),
            row.getString("channel"),
            new Principal(Principal.Kind.valueOf(row.getString("principal_kind")), row.getString("principal_id"))
                .toString(),
            row.getBoolean("applied")))
        .list();
  }

  /**
   * When the last confirmation mail to the lead went out or may have, and how many did since that instant.
   *
   * @param occurrence the one being sent, which is not counted
   */
  public Asked askedSince(LeadId lead, String sequence, int occurrence, Instant since) {
    return jdbc.sql(
            """
            select max(coalesce(sending_at, reserved_at)) as last, count(*) filter (where reserved_at >= :since) as n
              from send
             where lead_id = :lead and sequence = :sequence and occurrence <> :occurrence
               and state in ('SENDING', 'ACCEPTED', 'UNKNOWN')""")
        .param("lead", lead.value())
        .param("sequence", sequence)
        .param("occurrence", occurrence)
        .param("since", Times.in(since))
        .query((row, n) -> new Asked(Times.outOrNull(row, "last"), row.getInt("n")))
        .single();
  }

  /** When a confirmation was last asked for, and how often lately. */
  public record Asked(@Nullable Instant last, int lately) {}

  /** When the lead's present address confirmed; empty where it has not. */
  public Optional<Instant> confirmedAt(LeadId lead) {
    return jdbc.sql(
            """
            select consent_confirmed_at from lead
             where lead_id = :lead and consent_confirmed_key = email_key and consent_confirmed_at is not null""")
        .param("lead", lead.value())
        .query((row, n) -> Times.out(row, "consent_confirmed_at"))
        .optional();
  }
}
