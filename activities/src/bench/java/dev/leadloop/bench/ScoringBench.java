package dev.leadloop.bench;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A marketing qualified lead under the starter policy: the dearest there is, since it is asked when it falls back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoringBench {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  /** What makes it an MQL, an hour ago. */
  private static final List<String> DEAR =
      List.of("webinar_attended", "webinar_attended", "case_study_view", "comparison_guide_download");
  /** The rest, of five months: caps keep it from being handed over, however much there is. */
  private static final List<String> CHEAP =
      List.of("email_open", "email_click", "blog_view", "page_view", "session_start", "product_event", "unheard_of");
  /** A month, as the plain fold takes it, in milliseconds. */
  private static final double HALF_LIFE = Duration.ofDays(30).toMillis();

  /** How many signals the lead has. */
  @Param({"10", "20", "100", "1000"})
  public int signals;

  private LeadPolicy policy = PolicyTexts.read(PolicyCatalog.starter(), 1);
  private LeadProfile profile = director();
  private List<Signal> given = List.of();
  private List<Threshold> staying = List.of();
  private @Nullable LeadState state;
  private List<LeadEvent> events = List.of();

  /** Makes the lead and its signals, the same in each run. */
  @Setup
  public void prepare() {
    given = signals(signals);
    staying = policy.qualification().staying();
    Decision began = LeadLifecycle.decide(LeadState.undecided(new LeadId("lead-1"), profile), qualifying(), policy,
        SalesDesk.UNSEEN, NOW.minus(Duration.ofHours(1)));
    state = new LeadState(new LeadId("lead-1"), 1, NOW.minus(Duration.ofHours(1)), profile, given, began.next().progress());
    events = List.of(event(100, "email_click", NOW));
    Decision next = decide();
    if (next.needsDesk() || began.next().progress().stage() != Stage.MQL || next.next().progress().stage() != Stage.MQL) {
      throw new IllegalStateException("not the lead that is meant: " + next.next().progress().stage());
    }
  }

  /** The parts of the score, as people are shown them. */
  @Benchmark
  public ScoreCard explain() {
    return Scoring.score(profile, given, policy, NOW);
  }

  /** The score as a decision takes it. */
  @Benchmark
  public ScoreSummary score() {
    return Scoring.summary(profile, given, policy, NOW);
  }

  /** When the lead falls back without a further signal. */
  @Benchmark
  public @Nullable Instant demotion() {
    return Scoring.nextDemotion(profile, given, policy, NOW, Instant.MAX, staying);
  }

  /** One decision about one new signal. */
  @Benchmark
  public Decision decide() {
    return LeadLifecycle.decide(Objects.requireNonNull(state), events, policy, SalesDesk.UNSEEN, NOW);
  }

  /** What could not be less: points by type, halved by age, added up without a rule, a window or a cap. */
  @Benchmark
  public double plain() {
    double sum = 0;
    for (Signal signal : given) {
      double age = NOW.toEpochMilli() - signal.occurredAt().toEpochMilli();
      sum += points(signal.type()) * StrictMath.pow(0.5, age / HALF_LIFE);
    }
    return sum;
  }

  private static int points(String type) {
    return switch (type) {
      case "email_open", "blog_view" -> 2;
      case "email_click" -> 4;
      case "case_study_view" -> 10;
      case "webinar_attended", "comparison_guide_download" -> 15;
      default -> 1;
    };
  }

  private static LeadProfile director() {
    return new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director", new Company("Example Works", 150, "software"), "DE",
        null, new FirstTouch("webinar", null, null), Map.of("authority", "yes"), MailConsent.GIVEN);
  }

  private static List<Signal> signals(int count) {
    Random random = new Random(count);
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean dear = i < DEAR.size();
      String type = dear ? DEAR.get(i) : CHEAP.get(i % CHEAP.size());
      Duration ago = dear ? Duration.ofHours(1) : Duration.ofMinutes(random.nextInt(150 * 1_440));
      signals.add(new Signal("e" + i, type, NOW.minus(ago), properties(type, i), false));
    }
    return signals;
  }

  private static Map<String, String> properties(String type, int i) {
    return type.equals("product_event")
        ? Map.of("feature", "report" + i % 7, "count", String.valueOf(i))
        : Map.of("path", "/page/" + i % 20);
  }

  private List<LeadEvent> qualifying() {
    List<LeadEvent> events = new ArrayList<>();
    Instant at = NOW.minus(Duration.ofHours(2));
    events.add(new LeadEvent(1, "e-1", at, at, Principal.SYSTEM, new EventBody.Entered("webinar", false)));
    for (int i = 0; i < DEAR.size(); i++) {
      events.add(event(2 + i, DEAR.get(i), at));
    }
    return events;
  }

  private static LeadEvent event(long row, String type, Instant at) {
    return new LeadEvent(row, "row" + row, at, at, Principal.SYSTEM, new EventBody.Engaged(type, Map.of(), false));
  }
}
