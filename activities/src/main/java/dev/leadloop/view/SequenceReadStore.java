package dev.leadloop.view;

import dev.leadloop.store.Stages;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where leads stand in their sequences; reads only. */
public final class SequenceReadStore {
  private static final String STANDING =
      """
      select s.policy_version, n ->> 'sequence' as sequence, (n ->> 'sequenceVersion')::int as version,
             n ->> 'step' as step, count(*) as leads
        from lead_status s cross join lateral (select s.progress -> 'nurture' as n) nurture
       where s.stage in %s and n ->> 'sequence' is not null
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
