package dev.leadloop.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.FitRules.GradeFloor;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.simulation.backtest.Adding;
import dev.leadloop.simulation.backtest.RecordedLife;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.simulation.backtest.Target;
import dev.leadloop.simulation.backtest.Trial;
import dev.leadloop.simulation.backtest.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files of real leads with what became of them, told as a past and tried by a policy written from what was known before. */
class RealLeadsBacktestTest {
  private static final Path LEADS = Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "leads");
  private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant TOLD = Instant.parse("2026-01-01T00:00:00Z");
  private static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "campaigns");

  private record Real(int rank, boolean good) {}

  @Test
  void aPolicyOfWhatWasKnownBeforeRanksTheLeadsOfXEducation() throws IOException {
    Path file = LEADS.resolve("x_education_leads.csv");
    assumeTrue(Files.exists(file), () -> "Skipped: the real leads are not at " + LEADS
        + "; give their folder by -Dleadloop.shared=...");
    LeadPolicy policy = policy();
    Trial trial = new Trial(policy, null, version -> policy, TOLD);
    Adding sum = new Adding();
    List<Real> ranked = new ArrayList<>();
    long took = System.nanoTime();
    for (NamedCsvRecord row : rows(file)) {
      Instant came = BEGINNING.plus(Duration.ofMinutes(Long.parseLong(row.getField("Lead Number")) - 500_000));
      boolean converted = row.getField("Converted").equals("1");
      Trial.Result result = trial.of(life(row.getField("Lead Number"), came, facts(row), converted), came);
      sum.add(ShardResult.of(result, true, 2, ZoneOffset.UTC));
      ranked.add(new Real(result.is().readiness().get(Target.WON), converted));
    }
    System.out.printf("%,d leads a second%n", (long) (ranked.size() / ((System.nanoTime() - took) / 1e9)));
    Verdict.Against won = Verdict.of(sum.sum().is(), 1).held().get(Target.WON);
    assertThat(ranked).hasSize(9_240);
    assertThat(won.base().part()).isEqualTo(ranked.stream().filter(Real::good).count());
    assertThat(won.auc()).isNotNull();
    assertThat(won.auc().value()).isCloseTo(naiveArea(ranked), within(1e-9)).isBetween(0.7, 0.93);
    assertThat(won.auc().high() - won.auc().low()).isBetween(0.005, 0.05);
    assertThat(won.tenths().getFirst().lift()).isGreaterThan(1.5);
    System.out.println("X Education: " + won.auc() + ", precision " + won.precision() + ", recall " + won.recall() + ", lift "
        + won.tenths().stream().map(tenth -> String.format("%.2f", tenth.lift())).toList());
  }

  /** Where nothing that is known says much, the numbers say so. */
  @Test
  void theLeadsOfOlistGiveAnAreaThatHardlyLeavesChance() throws IOException {
    Path file = LEADS.resolve("olist_marketing_qualified_leads_dataset.csv");
    assumeTrue(Files.exists(file), () -> "Skipped: the real leads are not at " + LEADS
        + "; give their folder by -Dleadloop.shared=...");
    Set<String> deals = rows(LEADS.resolve("olist_closed_deals_dataset.csv")).stream()
        .map(row -> row.getField("mql_id")).collect(Collectors.toSet());
    LeadPolicy policy = byOrigin();
    Trial trial = new Trial(policy, null, version -> policy, TOLD);
    Adding sum = new Adding();
    for (NamedCsvRecord row : rows(file)) {
      Instant came = Instant.parse(row.getField("first_contact_date") + "T00:00:00Z");
      Map<String, String> facts = new HashMap<>();
      put(facts, "origin", row.getField("origin"));
      sum.add(ShardResult.of(
          trial.of(life(row.getField("mql_id"), came, facts, deals.contains(row.getField("mql_id"))), came), true, 2,
          ZoneOffset.UTC));
    }
    Verdict.Against won = Verdict.of(sum.sum().is(), 1).held().get(Target.WON);
    System.out.println("Olist: " + won.auc() + ", base " + won.base() + ", precision " + won.precision());
    assertThat(won.base().part()).isEqualTo(842);
    assertThat(won.base().value()).isCloseTo(0.10525, within(1e-9));
    assertThat(won.base().low()).isCloseTo(0.0987, within(0.0005));
    assertThat(won.base().high()).isCloseTo(0.1122, within(0.0005));
    assertThat(won.auc()).isNotNull();
    assertThat(won.auc().value()).isBetween(0.5, 0.65);
  }

  private static LeadPolicy byOrigin() {
    return policy(List.of(
        rule("search", "answers.origin", Condition.Comparison.CONTAINS, "search", 40),
        rule("direct", "answers.origin", Condition.Comparison.CONTAINS, "direct", 30),
        rule("social", "answers.origin", Condition.Comparison.CONTAINS, "social", 10)));
  }

  private static double naiveArea(List<Real> ranked) {
    TreeMap<Integer, long[]> byRank = new TreeMap<>();
    ranked.forEach(one -> byRank.computeIfAbsent(one.rank(), rank -> new long[2])[one.good() ? 1 : 0]++);
    double pairs = 0;
    for (Map.Entry<Integer, long[]> good : byRank.entrySet()) {
      for (Map.Entry<Integer, long[]> other : byRank.entrySet()) {
        int order = good.getKey().compareTo(other.getKey());
        pairs += good.getValue()[1] * (double) other.getValue()[0] * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
      }
    }
    double goods = ranked.stream().filter(Real::good).count();
    return pairs / goods / (ranked.size() - goods);
  }

  private static List<NamedCsvRecord> rows(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }

  private static Map<String, String> facts(NamedCsvRecord row) {
    Map<String, String> facts = new HashMap<>();
    put(facts, "origin", row.getField("Lead Origin"));
    put(facts, "occupation", row.getField("What is your current occupation"));
    put(facts, "time", row.getField("Total Time Spent on Website"));
    put(facts, "came", row.getField("Lead Source"));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isBlank() && !value.equals("Select")) {
      facts.put(name, value);
    }
  }

  private static RecordedLife life(String number, Instant came, Map<String, String> facts, boolean won) {
    LeadProfile profile = new LeadProfile(true, EmailKind.BUSINESS, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN, facts,
        MailConsent.UNKNOWN);
    PastStep step = new PastStep(won ? Stage.WON : Stage.LOST, came.plus(Duration.ofDays(30)), null, null, null);
    List<LeadEvent> events = List.of(
        new LeadEvent(1, "entered", TOLD, TOLD, MARKETING, new EventBody.Entered(null, true)),
        new LeadEvent(2, "past", TOLD, TOLD, MARKETING, new EventBody.PastTold(List.of(step))));
    return new RecordedLife(new LeadId("lead-" + number), List.of(new RecordedLife.Turn(
        TOLD, 1, profile, events, Set.of("entered", "past"), List.of(new JournalEntry.PastNoted(step)))));
  }

  private static LeadPolicy policy() {
    return policy(List.of(
        rule("form", "answers.origin", Condition.Comparison.CONTAINS, "Lead Add Form", 60),
        rule("professional", "answers.occupation", Condition.Comparison.CONTAINS, "Working Professional", 50),
        rule("student", "answers.occupation", Condition.Comparison.CONTAINS, "Unemployed", 10),
        rule("some", "answers.time", Condition.Comparison.AT_LEAST, "200", 15),
        rule("long", "answers.time", Condition.Comparison.AT_LEAST, "800", 25),
        rule("very-long", "answers.time", Condition.Comparison.AT_LEAST, "1200", 15)));
  }

  private static LeadPolicy policy(List<FitRule> rules) {
    LeadPolicy small = TestPolicies.small();
    FitRules fit =
        new FitRules(rules, List.of(new GradeFloor("A", 40), new GradeFloor("B", 20), new GradeFloor("C", 0)), 200);
    return TestPolicies.policy(1, "hash", "x", small.scoring(), fit, List.of(),
        TestPolicies.qualification(new Threshold(0, 25), new Threshold(0, 50), 5, List.of(), 0, Duration.ofDays(30)),
        small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(), small.dispositions(), small.recycle(),
        small.afterAcceptance(), small.consent(), small.review(), small.nurture());
  }

  private static FitRule rule(String id, String fact, Condition.Comparison how, String value, int points) {
    return new FitRule(id, new Condition.Fact(fact, how, List.of(value)), points, id);
  }
}
