package dev.leadloop.view;

import dev.leadloop.store.Stages;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where leads stand in their sequences; reads only. */
public final class SequenceReadStore {
  private static final String STANDING =
      """
      select policy_version, nurture_sequence as sequence, nurture_version as version, nurture_step as step, count(*) as leads
        from lead_status
       where nurture_sequence is not null and stage in %s
       group by 1, 2, 3, 4 order by 2, 3, 4, 1""".formatted(Stages.NURTURED);

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public SequenceReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many leads stand at a step of a version of a sequence, by the policy version they are pinned to. */
  public record Standing(int policyVersion, String sequence, int version, String step, int leads) {}

  /** Every step at which a lead stands now. */
  public List<Standing> standing() {
    return jdbc.sql(STANDING)
        .query((row, n) ->
            new Standing(
                row.getInt("policy_version"),
                row.getString("sequence"),
                row.getInt("version"),
                row.getString("step"),
                row.getInt("leads")))
        .list();
  }

  /** A lead that stands at a step, as far as it is known. */
  public record StandingLead(
      String leadId, @Nullable String firstName, @Nullable String lastName, @Nullable String email, @Nullable String company) {}

  /** Leads that stand at that step of that version of the sequence, pinned to that version of the policy, by id. */
  public List<StandingLead> at(int policyVersion, String sequence, int version, String step, int limit) {
    return jdbc.sql(
            """
            select s.lead_id, l.first_name, l.last_name, l.email, l.company
              from lead_status s join lead l using (lead_id)
             where s.policy_version = :policy and s.stage in %s and s.nurture_sequence = :sequence
               and s.nurture_version = :version and s.nurture_step = :step
             order by s.lead_id limit :limit""".formatted(Stages.NURTURED))
        .param("policy", policyVersion)
        .param("sequence", sequence)
        .param("version", version)
        .param("step", step)
        .param("limit", limit)
        .query((row, n) -> new StandingLead(
            row.getString("lead_id"), row.getString("first_name"), row.getString("last_name"), row.getString("email"),
            row.getString("company")))
        .list();
  }

  /**
   * Mails of a step of a version that did not go.
   *
   * @param again whether they are tried again; otherwise they were left out for good
   * @param reason as the ledger has it; empty where it says none
   */
  public record HeldBack(int version, String step, boolean again, String reason, int mails) {}

  private static final int MOST_REASONS = 1_000;

  /** Mails of a sequence that are held now, and those that were left out since an instant; the commonest reasons first. */
  public List<HeldBack> heldBack(String sequence, Instant since) {
    return jdbc.sql(
            """
            select sequence_version, step, again, coalesce(reason, '') as reason, count(*) as mails
              from (select sequence_version, step, reason, true as again from send
                     where sequence = :sequence and state = 'HELD' and held_until is not null
                    union all
                    select sequence_version, step, reason, false from send
                     where sequence = :sequence and state = 'HELD' and held_until is null and settled_at >= :since) mail
             group by 1, 2, 3, 4 order by 5 desc, 4 limit :most""")
        .param("sequence", sequence)
        .param("since", Times.in(since))
        .param("most", MOST_REASONS)
        .query((row, n) ->
            new HeldBack(
                row.getInt("sequence_version"), row.getString("step"), row.getBoolean("again"), row.getString("reason"),
                row.getInt("mails")))
        .list();
  }

  /** How many mails of a sequence are held and will be tried again. */
  public record Held(String sequence, int mails) {}

  /** Mails that wait to be tried again, by sequence. */
  public List<Held> held() {
    return jdbc.sql(
            """
            select sequence, count(*) as mails from send
             where state = 'HELD' and held_until is not null group by 1 order by 1""")
        .query((row, n) -> new Held(row.getString("sequence"), row.getInt("mails")))
        .list();
  }
}
