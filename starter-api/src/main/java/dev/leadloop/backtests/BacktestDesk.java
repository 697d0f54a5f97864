package dev.leadloop.backtests;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtest.BacktestOrder;
import dev.leadloop.backtest.BacktestStore;
import dev.leadloop.backtest.Backtests;
import dev.leadloop.backtest.LeftOutStore;
import dev.leadloop.backtest.LeftOutStore.LeftOut;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.draft.PolicyDrafts;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.simulation.backtest.Verdict;
import dev.leadloop.worker.RepeatingTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Backtests as people order and read them. */
@Service
public class BacktestDesk {
  private static final Pattern DRAFT = Pattern.compile("d([1-9][0-9]{0,17})");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final LocalDate EVER = LocalDate.parse("1990-01-01");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String TARGET = "backtest/";
  private static final int MOST_LEFT_OUT = 20;

  private final Backtests backtests;
  private final BacktestStore store;
  private final LeftOutStore leftOut;
  private final PolicyCatalog catalog;
  private final PolicyDrafts drafts;
  private final ModelStore models;
  private final InstantSource clock;
  private final ZoneId zone;
  private final RepeatingTasks backtestTask;
  private final AuditTrail audit;

  BacktestDesk(
      Backtests backtests, BacktestStore store, LeftOutStore leftOut, PolicyCatalog catalog, PolicyDrafts drafts,
      ModelStore models, InstantSource clock,
      @Value("${leadloop.organisation.time-zone:UTC}") String zone, RepeatingTasks backtestTask, AuditTrail audit) {
    this.backtests = backtests;
    this.store = store;
    this.leftOut = leftOut;
    this.catalog = catalog;
    this.drafts = drafts;
    this.models = models;
    this.clock = clock;
    this.zone = ZoneId.of(zone);
    this.backtestTask = backtestTask;
    this.audit = audit;
  }

  /**
   * What is asked.
   *
   * @param from first day on which the leads came in; null for ever
   * @param to last one; null for today
   * @param against null for how the leads were lived
   */
  public record Asked(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String segment, @Nullable Integer against) {}

  /** Begins one; ends the call where there is no such policy, or what is asked makes no sense. */
  public Backtest begin(String policy, Asked asked, Caller caller) {
    String document = "";
    Integer version = null;
    LeadPolicy tried;
    if (DRAFT.matcher(policy).matches()) {
      document = drafts.find(Long.parseLong(policy.substring(1))).orElseThrow(() -> unknown(policy)).document();
      tried = read(document);
    } else {
      version = VERSION.matcher(policy).matches() ? Integer.valueOf(policy) : null;
      tried = published(version, () -> unknown(policy));
    }
    if (tried.asksForPrediction() && models.uses().isEmpty()) {
      throw Problem.REFUSED.because("Nothing was begun. The policy goes by the predictive score, and none has been in use yet, so"
          + " that no lead could have been judged by it. Have one learned first (POST /api/v1/predictive-score/learn).");
    }
    if (asked.against() != null) {
      published(asked.against(), () -> FieldError.in("against",
          "names no version that was published; GET /api/v1/policies lists them"));
    }
    if (asked.segment() != null && !tried.routing().segments().containsKey(asked.segment())) {
      throw FieldError.in("segment", NearestName.among(asked.segment(), List.copyOf(tried.routing().segments().keySet())));
    }
    sane("from", asked.from());
    sane("to", asked.to());
    Instant now = clock.instant();
    Instant from = start(asked.from() == null ? EVER : asked.from());
    Instant to = asked.to() == null ? now : start(asked.to().plusDays(1));
    if (!from.isBefore(to)) {
      throw FieldError.in("to", "lies before 'from'; no lead came in then");
    }
    Backtest begun = begun(
        new BacktestOrder(policy, version, asked.against(), from, to, asked.segment(), now, zone), document, caller);
    backtestTask.wake();
    return begun;
  }

  private Backtest begun(BacktestOrder order, String document, Caller caller) {
    try {
      return audit.change(caller, () -> backtests.open(order, document, caller.principal()),
          begun -> new Note("backtest_begun", TARGET + begun.id(), Map.of("policy", order.policy())));
    } catch (Backtests.TooMany tooMany) {
      throw Problem.REFUSED.because("Nothing was begun. " + tooMany.getMessage() + " GET /api/v1/backtests lists them.");
    }
  }

  private static void sane(String field, @Nullable LocalDate day) {
    if (day != null && (day.getYear() < 1990 || day.getYear() > 2200)) {
      throw FieldError.in(field, "is a day between 1990 and 2200");
    }
  }

  /** The names of the segments of the policy in force, for whoever chooses among them; a draft may have others. */
  public List<String> segments() {
    return catalog.latest().routing().segments().keySet().stream().sorted().toList();
  }

  /** The one of that id; ends the call where there is none. */
  public Backtest one(String id) {
    return store.find(id).orElseThrow(
        () -> Problem.NOT_FOUND.because("There is no backtest '" + id + "'. GET /api/v1/backtests lists the newest."));
  }

  /** The newest ones, of one policy where it is named. */
  public List<Backtest> newest(@Nullable String policy, int limit) {
    return store.newest(policy, limit);
  }

  /** Stops one that is not over; ends the call where there is none of that id. */
  public Backtest stop(String id, Caller caller) {
    one(id);
    audit.change(caller, () -> backtests.stop(id), stopped ->
        stopped ? new Note("backtest_stopped", TARGET + id, Map.of()) : null);
    return one(id);
  }

  /** Takes out one that is over, with all that came of it; ends the call where there is none of that id, or it is not over. */
  public void delete(String id, Caller caller) {
    one(id);
    boolean gone = audit.change(caller, () -> backtests.delete(id), deleted ->
        deleted ? new Note("backtest_deleted", TARGET + id, Map.of()) : null);
    if (!gone) {
      throw Problem.REFUSED.because("Nothing was taken out: the backtest is under way. Stop it first.");
    }
  }

  /** Leads that it left out because their record cannot be read or lived again, the first of them. */
  public List<LeftOut> leftOut(Backtest backtest) {
    return leftOut.first(backtest.id(), MOST_LEFT_OUT);
  }

  /** How right the policy that is tried would have been; null until all is added up. */
  public static @Nullable Verdict is(Backtest backtest) {
    return backtest.result() == null ? null : Verdict.of(backtest.result().is(), weeks(backtest));
  }

  /** How right what it is compared with was, likewise. */
  public static @Nullable Verdict was(Backtest backtest) {
    return backtest.result() == null ? null : Verdict.of(backtest.result().was(), weeks(backtest));
  }

  /** From the first week in which anybody was handed over to the last. */
  private static double weeks(Backtest backtest) {
    var result = backtest.result();
    if (result == null) {
      return 0;
    }
    var weeks = new TreeSet<LocalDate>(result.is().weeks().keySet());
    weeks.addAll(result.was().weeks().keySet());
    return weeks.isEmpty() ? 0
        : 1 + Duration.between(weeks.first().atStartOfDay(), weeks.last().atStartOfDay()).toDays() / (double) WEEK.toDays();
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private LeadPolicy published(@Nullable Integer version, Supplier<RuntimeException> unknown) {
    if (version == null || version > catalog.latest().version()) {
      throw unknown.get();
    }
    return catalog.version(version);
  }

  private LeadPolicy read(String document) {
    try {
      return PolicyFiles.parse(document, catalog.latest().version() + 1, template -> true);
    } catch (InvalidPolicy invalid) {
      throw Problem.INVALID.because("Nothing was begun. The draft can no longer be read: " + invalid.getMessage());
    }
  }

  private static RuntimeException unknown(String policy) {
    return Problem.NOT_FOUND.because(
        "There is no policy '" + policy
        + "'. GET /api/v1/policies lists versions, GET /api/v1/policies/drafts drafts, such as d1.");
  }
}
