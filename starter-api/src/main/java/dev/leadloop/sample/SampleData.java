package dev.leadloop.sample;

import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.sample.SampleStore.Counts;
import dev.leadloop.sample.SampleStore.Run;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts sample data in, hurries it, and has it taken out. */
@Component
public class SampleData {
  /** How many times faster than told it may come. */
  public static final List<Integer> SPEEDS = List.of(1, 10, 60);

  private static final List<String> REPS = List.of("north", "south", "east");
  private static final String DOMAIN = "@sample-sales.example";

  private final SampleStore store;
  private final RepStore reps;
  private final TeamStore teams;
  private final PolicyCatalog policies;
  private final AuditStore audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SampleData(
      SampleStore store, RepStore reps, TeamStore teams, PolicyCatalog policies, AuditStore audit,
      TransactionTemplate transaction, Clock clock) {
    this.store = store;
    this.reps = reps;
    this.teams = teams;
    this.policies = policies;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * How the sample data stands.
   *
   * @param state none, flowing, still (all that was to come has come) or removing
   * @param speed how many times faster than told what is yet to come comes; null where there is none
   * @param leads fictional leads that are there now
   * @param stepsLeft what they are yet to do
   * @param next when the next of that is due; null where nothing is left
   */
  @Schema(name = "SampleDataState")
  public record SampleDataView(
      String state, @Nullable Integer speed, @Nullable Instant startedAt, int leads, int stepsLeft, @Nullable Instant next) {
    /** Whether there is any. */
    public boolean in() {
      return !state.equals("none");
    }
  }

  /** How it stands now. */
  public SampleDataView now() {
    Counts counts = store.counts();
    Run run = store.run().orElse(null);
    return run == null
        ? new SampleDataView("none", null, null, 0, 0, null)
        : new SampleDataView(
            run.removing() ? "removing" : counts.stepsLeft() > 0 ? "flowing" : "still",
            run.speed(), run.startedAt(), counts.leads(), counts.stepsLeft(), counts.next());
  }

  /** Whether any is in, for a word on every page; false where the database is away. */
  public boolean in() {
    try {
      return store.run().isPresent();
    } catch (DataAccessException | TransactionException away) {
      return false;
    }
  }

  /**
   * Puts it in, with people of sales of its own; where it is in, has what is yet to come, come at that speed.
   *
   * @param speed one of {@link #SPEEDS}
   * @throws ProblemException for another speed, and while it is being taken out
   */
  public SampleDataView start(int speed, Caller caller) {
    if (!SPEEDS.contains(speed)) {
      throw FieldError.in("speed", "must be one of 1, 10 and 60");
    }
    return Objects.requireNonNull(transaction.execute(status -> {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      Run before = store.run().orElse(null);
      if (before != null && before.removing()) {
        throw Problem.REFUSED.because("The sample data is being taken out. Put it in anew once it is gone.");
      }
      if (before != null) {
        store.speed(speed, now);
      } else {
        String team = policies.latest().routing().team();
        boolean made = teams.all().stream().noneMatch(known -> known.id().equals(team));
        Run run = new Run(false, speed, now, caller.principal().toString(), made ? team : null);
        if (store.begin(run, SampleScript.steps())) {
          people(team, made);
          audit.add(now, new Change(caller.principal(), "sample_data_put_in", "sample-data", Map.of("speed", speed)));
        }
      }
      return now();
    }));
  }

  /** Not by the roster: the leads that really wait are for nobody of the sample. */
  private void people(String team, boolean made) {
    if (made) {
      teams.save(new Team(team, "Sales", null, null));
    }
    for (String name : REPS) {
      String shown = "Sample Rep " + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
      reps.save(new Rep("sample-" + name, shown, name + DOMAIN, team, false, true, null, null, Work.FULL));
    }
    reps.save(new Rep("sample-manager", "Sample Manager", "manager" + DOMAIN, team, true, true, null, null, Work.FULL));
  }

  /** Has it taken out; a task goes on with that until nothing is left. Doing so again does no harm. */
  public SampleDataView remove(Caller caller) {
    return Objects.requireNonNull(transaction.execute(status -> {
      boolean begun = store.run().filter(run -> !run.removing()).isPresent();
      if (store.remove() && begun) {
        audit.add(clock.instant(), new Change(caller.principal(), "sample_data_removed", "sample-data", Map.of()));
      }
      return now();
    }));
  }
}
