package dev.leadloop.sample;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.lead.LeadId;
import dev.leadloop.sample.SampleStep.Kind;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the sample data stands: what is yet to come, and who of it is there. */
public final class SampleStore {
  private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

  private final JdbcClient jdbc;

  SampleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Sample data that is in.
   *
   * @param removing whether it is being taken out
   * @param speed how many times faster than told what is yet to come comes
   * @param team the team that was made for it; null where it was there
   */
  public record Run(boolean removing, int speed, Instant startedAt, String startedBy, @Nullable String team) {}

  /** A step that is due, or will be. */
  public record DueStep(long id, String email, Kind kind, Map<String, String> detail) {}

  /**
   * How the lead of an address stands.
   *
   * @param owner of the handoff that waits for an answer; null where none does, or it is in the queue
   */
  public record Standing(LeadId lead, @Nullable String stage, @Nullable String owner, @Nullable String leadOwner) {}

  /**
   * How much there is.
   *
   * @param next when the next step is due; null where none is left
   */
  public record Counts(int leads, int stepsLeft, @Nullable Instant next) {}

  /** The sample data that is in; empty where there is none. */
  public Optional<Run> run() {
    return jdbc.sql("select state, speed, started_at, started_by, team from sample_run")
        .query((row, n) -> new Run(
            row.getString("state").equals("REMOVING"), row.getInt("speed"), Times.out(row, "started_at"),
            row.getString("started_by"), row.getString("team")))
        .optional();
  }

  /** Puts it in; false where there is some already. Call it in a transaction. */
  public boolean begin(Run run, List<SampleStep> steps) {
    int begun = jdbc.sql(
            """
            insert into sample_run (state, speed, started_at, started_by, team) values ('FLOWING', :speed, :at, :by, :team)
            on conflict do nothing""")
        .param("speed", run.speed()).param("at", Times.in(run.startedAt())).param("by", run.startedBy())
        .param("team", run.team())
        .update();
    if (begun == 0) {
      return false;
    }
    steps.forEach(step -> jdbc.sql(
            "insert into sample_step (due_at, email, kind, detail) values (:due, :email, :kind, :detail::jsonb)")
        .param("due", Times.in(run.startedAt().plus(faster(step.after(), run.speed()))))
        .param("email", step.email()).param("kind", step.kind().name()).param("detail", Json.write(step.detail()))
        .update());
    return true;
  }

  private static Duration faster(Duration after, int speed) {
    return after.dividedBy(speed);
  }

  /** Has what is yet to come, come at another speed. Call it in a transaction. */
  public void speed(int speed, Instant now) {
    jdbc.sql(
            """
            update sample_step set due_at = :now::timestamptz + (due_at - :now::timestamptz) * (select speed from sample_run)
                                            / :speed::float
             where due_at > :now::timestamptz""")
        .param("now", Times.in(now)).param("speed", speed)
        .update();
    jdbc.sql("update sample_run set speed = :speed").param("speed", speed).update();
  }

  /** What is due, the earliest first. */
  public List<DueStep> due(Instant now, int limit) {
    return jdbc.sql(
            """
            select step_id, email, kind, detail from sample_step
             where due_at <= :now and exists (select from sample_run where state = 'FLOWING')
             order by due_at, step_id limit :limit""")
        .param("now", Times.in(now)).param("limit", limit)
        .query((row, n) -> new DueStep(
            row.getLong("step_id"), row.getString("email"), Kind.valueOf(row.getString("kind")),
            Json.read(row.getString("detail"), DETAIL)))
        .list();
  }

  /** Forgets a step that was taken. */
  public void taken(long step) {
    jdbc.sql("delete from sample_step where step_id = :step").param("step", step).update();
  }

  /** How the lead of that address stands; empty where there is none. */
  public Optional<Standing> standing(String email) {
    return jdbc.sql(
            """
            select l.lead_id, s.stage, s.owner as lead_owner, h.owner from lead l
              left join lead_status s using (lead_id)
              left join handoff_cycle h on h.lead_id = l.lead_id and h.ended_at is null and not h.queue
             where l.email_key = :email""")
        .param("email", email)
        .query((row, n) -> new Standing(
            new LeadId(row.getString("lead_id")), row.getString("stage"), row.getString("owner"),
            row.getString("lead_owner")))
        .optional();
  }

  /** How much there is of it. */
  public Counts counts() {
    return jdbc.sql(
            """
            select (select count(*) from lead where email_key like :sample) as leads,
                   (select count(*) from sample_step) as steps, (select min(due_at) from sample_step) as next""")
        .param("sample", SampleAddresses.LIKE)
        .query((row, n) -> new Counts(row.getInt("leads"), row.getInt("steps"), Times.outOrNull(row, "next")))
        .single();
  }

  /** Has nothing more come, and what is there taken out; false where there is none. */
  public boolean remove() {
    jdbc.sql("delete from sample_step").update();
    return jdbc.sql("update sample_run set state = 'REMOVING'").update() == 1;
  }
}
