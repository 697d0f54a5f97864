package dev.leadloop.prediction.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.FitRules.GradeFloor;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.Outcome;
import dev.leadloop.prediction.model.Evaluation;
import dev.leadloop.prediction.model.SuggestedPoints;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.prediction.model.Trained;
import dev.leadloop.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is learned of two real collections of leads, and what of them may not be learned from. */
class RealLeadsTest {
  private static final Path LEADS = Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "leads");
  private static final LeadPolicy POLICY = PolicyTexts.read(PolicyCatalog.starter(), 1);
  private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
  private static final Set<String> NO_FACTS = Set.of("Prospect ID", "Lead Number", "Converted", "Country", "Lead Source", "");

  /** What the file's own description says was filled in after the outcome was known. */
  private static final Set<String> AFTERWARDS = Set.of(
      "tags", "lead_quality", "lead_profile", "asymmetrique_activity_index", "asymmetrique_profile_index",
      "asymmetrique_activity_score", "asymmetrique_profile_score", "last_activity", "last_notable_activity");

  @Test
  void whatWasFilledInAfterwardsIsFoundAndTheRestPredicts() {
    Trained trained = trained(xEducation());
    assertThat(trained.leftOut()).extracting(Suspicion::field)
        .as(trained.leftOut().toString())
        .containsExactlyInAnyOrderElementsOf(AFTERWARDS.stream().map(name -> "answers." + name).toList());
    Evaluation found = trained.evaluation();
    System.out.printf(Locale.ROOT, "X Education: AUC %.4f (%.4f to %.4f), calibration error %.4f, Brier %.4f,"
        + " of the base rate %.4f, of the score by hand %.4f, its AUC %.4f%n", found.auc(), found.aucLow(), found.aucHigh(),
        found.calibrationError(),
        found.brier(), found.brierOfBase(), trained.byHand().brier(), trained.byHand().auc());
    assertThat(found.leads()).isEqualTo(1_880);
    assertThat(found.auc()).as("over 0.93 something leaks").isBetween(0.865, 0.93);
    assertThat(found.calibrationError()).isLessThan(0.03);
    assertThat(found.brier()).isLessThan(trained.byHand().brier()).isLessThan(found.brierOfBase());
  }

  @Test
  void suggestedPointsBeatThoseThatWereWrittenByHand() {
    Training training = new Training(byHand(), NOW);
    xEducation().forEach(training::add);
    SuggestedPoints points =
        Objects.requireNonNull(training.train(example -> Integer.parseInt(example.leadId()) % 5 == 0).points());
    System.out.println("X Education, points by hand and suggested: " + points);
    assertThat(points.today().auc()).isBetween(0.7, 0.9);
    assertThat(points.suggested().auc()).isGreaterThan(points.today().auc());
  }

  /** Written from what is known before the outcome, by somebody who knows the trade and has not counted. */
  private static LeadPolicy byHand() {
    LeadPolicy small = TestPolicies.small();
    FitRules fit = new FitRules(
        List.of(
            rule("form", "answers.lead_origin", Comparison.CONTAINS, "Lead Add Form", 60),
            rule("professional", "answers.what_is_your_current_occupation", Comparison.CONTAINS, "Working Professional", 50),
            rule("without-work", "answers.what_is_your_current_occupation", Comparison.CONTAINS, "Unemployed", 10),
            rule("some-time", "answers.total_time_spent_on_website", Comparison.AT_LEAST, "200", 15),
            rule("much-time", "answers.total_time_spent_on_website", Comparison.AT_LEAST, "800", 25),
            rule("very-much-time", "answers.total_time_spent_on_website", Comparison.AT_LEAST, "1200", 15)),
        List.of(new GradeFloor("A", 0)), 200);
    return TestPolicies.policy(1, "hash", "by hand", small.scoring(), fit, List.of(), small.qualification(), small.sequences(),
        small.tracks(), small.calendars(), small.sla(), small.routing(), small.dispositions(), small.recycle(),
        small.afterAcceptance(), small.consent(), small.review(), small.nurture());
  }

  private static FitRule rule(String id, String fact, Comparison how, String value, int points) {
    return new FitRule(id, new Condition.Fact(fact, how, List.of(value)), points, id);
  }

  @Test
  void sameLeadsInAnyOrderGiveTheSameModelToTheBit() {
    List<HandedOver> leads = xEducation().subList(0, 1_500);
    String first = Json.write(trained(leads));
    List<HandedOver> shuffled = new ArrayList<>(leads);
    Collections.shuffle(shuffled, new Random(3));
    assertThat(Json.write(trained(shuffled))).isEqualTo(first);
    assertThat(Json.write(Json.read(first, Trained.class))).isEqualTo(first);
  }

  private static Trained trained(List<HandedOver> leads) {
    Training training = new Training(POLICY, NOW);
    leads.forEach(training::add);
    return training.train(example -> Integer.parseInt(example.leadId()) % 5 == 0);
  }

  @Test
  void fieldsThatSayLittleAreSaidToSayLittle() {
    Set<String> won = records("olist_closed_deals_dataset.csv").stream().map(deal -> deal.getField("mql_id"))
        .collect(Collectors.toCollection(HashSet::new));
    Training training = new Training(POLICY, NOW);
    for (NamedCsvRecord lead : records("olist_marketing_qualified_leads_dataset.csv")) {
      Instant at = LocalDate.parse(lead.getField("first_contact_date")).atStartOfDay().toInstant(ZoneOffset.UTC);
      training.add(lead(lead.getField("mql_id"), at, lead.getField("origin"), lead.getField("landing_page_id"), null, Map.of(),
          won.contains(lead.getField("mql_id"))));
    }
    Trained trained = training.train();
    Evaluation found = trained.evaluation();
    System.out.printf(Locale.ROOT, "Olist: AUC %.4f (%.4f to %.4f), Brier %.4f, of the base rate %.4f; left out %s%n",
        found.auc(), found.aucLow(), found.aucHigh(), found.brier(), found.brierOfBase(), trained.leftOut());
    assertThat(found.leads()).isEqualTo(1_600);
    assertThat(found.auc()).isBetween(0.5, 0.75);
    assertThat(found.aucHigh() - found.aucLow()).isGreaterThan(0.04);
  }

  private static List<HandedOver> xEducation() {
    return records("x_education_leads.csv").stream().map(record -> {
      Map<String, String> answers = new TreeMap<>();
      record.getFieldsAsMap().forEach((column, value) -> {
        if (!NO_FACTS.contains(column) && !value.isBlank() && !value.equals("Select")) {
          answers.put(column.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_"), value);
        }
      });
      long number = Long.parseLong(record.getField("Lead Number"));
      return lead(String.valueOf(number), Instant.ofEpochSecond(number * 60), record.getField("Lead Source"), null,
          record.getField("Country"), answers, record.getField("Converted").equals("1"));
    }).toList();
  }

  private static HandedOver lead(
      String id, Instant at, @Nullable String source, @Nullable String content, @Nullable String country,
      Map<String, String> answers, boolean won) {
    Outcome outcome = won ? Outcome.REACHED : Outcome.OVER;
    LeadProfile profile = new LeadProfile(
        false, EmailKind.NONE, null, Company.UNKNOWN, country, null, new FirstTouch(source, null, content), answers,
        MailConsent.of(null, false));
    return new HandedOver(id, at, true, profile, List.of(), outcome, outcome, outcome);
  }

  private static List<NamedCsvRecord> records(String name) {
    Path file = LEADS.resolve(name);
    assumeTrue(
        Files.exists(file),
        () -> "Skipped: the real leads are not at " + LEADS + "; give their folder by -Dleadloop.shared=...");
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
