package dev.leadloop.api.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.catalogue.SizeBand;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.record.PolicySource;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What nothing has yet though it can is answered with zeros, by every cut of every measure; what cannot be is a slip. */
class MeasureFiltersTest extends DecidingApiTest {
  @Autowired private PolicySource policies;

  private String source = "";

  /** Of each cut what can be, by its own enumeration of where that is written down. */
  private Map<Cut, List<String>> possible() {
    String id = UUID.randomUUID().toString().substring(0, 8);
    source = "only-a-lead-" + id;
    String facts = Stream.of("source", "campaign", "content", "channel", "industry")
        .map(name -> "\"" + name + "\": \"" + source + "\"").collect(Collectors.joining(", "));
    Answer made = post("/api/v1/leads", key(Role.MARKETING), "{\"email\": \"" + id + "@acme.example\", " + facts + "}");
    assertThat(made.status()).as(made.body()).isLessThan(300);
    put("/api/v1/teams/team-" + id, "{\"name\": \"Nobody yet\"}");
    put("/api/v1/reps/rep-" + id,
        "{\"name\": \"Idle\", \"email\": \"idle-" + id + "@example.com\", \"team\": \"team-" + id + "\"}");
    LeadPolicy policy = policies.latest();
    List<Step> steps = policy.sequences().values().stream().flatMap(sequence -> sequence.steps().stream()).toList();
    Map<Cut, List<String>> values = new EnumMap<>(Cut.class);
    for (Cut cut : List.of(Cut.SOURCE, Cut.CAMPAIGN, Cut.CONTENT, Cut.CHANNEL, Cut.INDUSTRY)) {
      values.put(cut, List.of(source));
    }
    values.put(Cut.PATH, List.of(source, source + " > none > " + source));
    values.put(Cut.SIZE, SizeBand.ALL.stream().map(SizeBand::called).toList());
    values.put(Cut.SEGMENT, List.copyOf(policy.routing().segments().keySet()));
    values.put(Cut.TERRITORY, List.copyOf(policy.routing().territories().keySet()));
    values.put(Cut.REP, List.of("queue", "rep-" + id));
    values.put(Cut.TEAM, List.of("team-" + id));
    values.put(Cut.POLICY, List.of("1", String.valueOf(policy.version())));
    values.put(Cut.QUALIFICATION, Arrays.stream(HandoffWay.values()).map(HandoffWay::called).toList());
    values.put(Cut.CLASS, policy.sla().classes().stream().map(SlaRules.SlaClass::id).toList());
    values.put(Cut.REASON, policy.dispositions().stream().map(Disposition::code).toList());
    values.put(Cut.ENDED, Arrays.stream(EndedCycle.How.values()).map(Enum::name).toList());
    values.put(Cut.STAGE, Arrays.stream(Stage.values()).map(Stage::label).toList());
    values.put(Cut.TO, values.get(Cut.STAGE));
    values.put(Cut.SEQUENCE, List.copyOf(policy.sequences().keySet()));
    values.put(Cut.VERSION, List.of("1"));
    values.put(Cut.STEP, steps.stream().map(Step::id).toList());
    values.put(Cut.ARM, steps.stream().filter(Step.Split.class::isInstance).map(Step.Split.class::cast)
        .flatMap(split -> split.shares().stream().map(share -> split.id() + ": " + share.goTo())).toList());
    values.put(Cut.MONTH, List.of("2026-11", "1999-01", "2031-02"));
    values.put(Cut.WEEK, List.of("2026-W53", "1999-W01", "2031-W09"));
    return values;
  }

  @Test
  void whatCanBeIsAnsweredThoughNothingHasIt() {
    handedOver("Filtered " + UUID.randomUUID());
    Map<Cut, List<String>> possible = possible();
    assertThat(possible.keySet()).containsExactlyInAnyOrder(Cut.values());
    List<String> refused = new ArrayList<>();
    for (Measure measure : MeasureCatalogue.all()) {
      for (Cut cut : measure.counting().cuts()) {
        for (String value : possible.get(cut)) {
          Answer answer = get(asked(measure, cut, value), key(Role.MANAGER));
          if (answer.status() != 200) {
            refused.add(measure.name() + " " + cut.called() + "=" + value + ": " + answer.text("detail"));
          }
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(get(asked(MeasureCatalogue.find("sql-volume").orElseThrow(), Cut.SOURCE, source), key(Role.MANAGER)).json()
        .at("/whole/count").asInt()).isZero();
  }

  @Test
  void whatCannotBeIsRefusedByEveryMeasureThatIsCutByIt() {
    List<String> taken = new ArrayList<>();
    for (Measure measure : MeasureCatalogue.all()) {
      for (Cut cut : measure.counting().cuts()) {
        Answer answer = get(asked(measure, cut, "zzz-never-" + cut.called()), key(Role.MANAGER));
        if (answer.status() != 400) {
          taken.add(measure.name() + " " + cut.called() + " " + answer.status());
        }
      }
    }
    assertThat(taken).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "sql-volume?size=10001; did you mean '10001+'",
    "sql-volume?rep=queu; did you mean 'queue'",
    "sql-volume?rep=queue&rep=rep-1x; did you mean 'rep-1'",
    "sql-volume?policy=0; which nothing has or can have",
    "sql-volume?policy=01; did you mean '1'",
    "sql-volume?policy=99999999999999999999; which nothing has or can have",
    "sql-volume?qualification=mql; did you mean 'MQL'",
    "rejections?ended=rejectd; did you mean 'REJECTED'",
    "rejections?reason=no_budgt; did you mean 'no_budget'",
    "drop-off?stage=mql; did you mean 'MQL'",
    "drop-off?to_stage=SALES_QUALIFIED; there are NURTURING",
    "sql-volume?month=2026-13; which is no month such as 2026-03",
    "sql-volume?month=2026-3; which is no month such as 2026-03",
    "sql-volume?month=0000-01; which is no month",
    "sql-volume?week=2025-W53; which is no week such as 2026-W10",
    "sql-volume?week=2026-W00; which is no week such as 2026-W10",
    "sql-volume?week=2026-w10; which is no week such as 2026-W10"
  })
  void slipsAreToldWhatIsNear(String asked, String words) {
    for (String path : List.of(asked, asked.replaceFirst("^[a-z-]+", "$0.csv"))) {
      Answer answer = get("/api/v1/measures/" + path, key(Role.MANAGER));
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("detail")).contains(words);
    }
  }

  private void put(String path, String body) {
    Answer answer = call("PUT", path, key(Role.ADMIN), body, Map.of());
    assertThat(answer.status()).as(answer.body()).isLessThan(300);
  }

  private static String asked(Measure measure, Cut cut, String value) {
    return "/api/v1/measures/" + measure.name() + "?" + cut.called() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
