package dev.leadloop.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.advice.Move;
import dev.leadloop.advice.NextStep;
import dev.leadloop.advice.Outlook;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.view.Foresight;
import dev.leadloop.view.LeadReadStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a lead is done in the database by whoever it says, the account is counted, and the lead is ready. */
class StepsOfACompanyTest {
  private static final int COMPANIES = Integer.getInteger("leadloop.advice.companies", 6);
  private static final List<String> TITLES = List.of("IT Director", "Finance Manager", "Marketing Specialist", "");
  private static final List<String> TYPES = List.of("ebook_download", "pricing_page_view");

  private final Map<String, Integer> told = new TreeMap<>();
  private Company company;
  private Foresight foresight;
  private int domains;

  @BeforeEach
  void open() {
    company = new Company();
    company.gathersFor(Duration.ZERO);
    foresight = new Foresight(
        new LeadReadStore(company.record.jdbc), new LeadStore(company.record.jdbc),
        new CompaniesAtHand(new AccountCountStore(company.record.jdbc)), RecordFixture.policies(Company.policy()));
  }

  @AfterEach
  void close() {
    company.close();
  }

  /** One of the people of a company. */
  private record People(String domain, List<LeadId> leads) {}

  @Test
  void whatIsToldMakesItReadyOnceItsCompanyIsCounted() {
    for (int seed = 0; seed < COMPANIES; seed++) {
      People first = people(seed);
      for (int lead = 0; lead < Math.min(2, first.leads().size()); lead++) {
        List<NextStep> steps = steps(first.leads().get(lead));
        for (int step = 0; step < steps.size(); step++) {
          check(seed, lead, steps.get(step), null);
          for (int other = 0; other < first.leads().size() && saysAnybody(steps.get(step)); other++) {
            if (other != lead) {
              check(seed, lead, steps.get(step), other);
            }
          }
        }
      }
    }
    System.out.println("steps done in the database: " + told);
    assertThat(told.getOrDefault("somebody new", 0)).isGreaterThan(COMPANIES / 4);
    assertThat(told.getOrDefault("anybody", 0)).isGreaterThan(COMPANIES / 4);
  }

  private static boolean saysAnybody(NextStep step) {
    return step.moves().stream().anyMatch(move -> move instanceof Move.OfCompany all && !all.others().isEmpty());
  }

  private List<NextStep> steps(LeadId lead) {
    LeadRecord record = company.record.records.leads().find(lead).orElseThrow();
    return foresight.outlook(record, company.record.now()).goals().stream()
        .filter(goal -> goal.to() == Stage.MQL).map(Outlook.Goal::steps).findFirst().orElse(List.of());
  }

  /** On a company that is like it in everything. */
  private void check(int seed, int lead, NextStep step, @Nullable Integer other) {
    People people = people(seed);
    LeadId of = people.leads().get(lead);
    assertThat(steps(of)).as("seed %d: the same of the same", seed).extracting(NextStep::inWords).contains(step.inWords());
    for (Move move : step.moves()) {
      switch (move) {
        case Move.Learned ignored -> {
          return;
        }
        case Move.Does does -> {
          for (int i = 0; i < does.times(); i++) {
            company.does(of, does.type());
          }
        }
        case Move.OfCompany all -> happens(people, all, other == null ? null : people.leads().get(other));
      }
    }
    company.counting.countSome();
    assertThat(company.decide(of).view().stage()).as("seed %d, lead %d: %s by %s", seed, lead, step.inWords(), other)
        .isIn(Stage.MQL, Stage.SALES_QUALIFIED);
  }

  private void happens(People people, Move.OfCompany all, @Nullable LeadId other) {
    for (Move.Newcomer one : all.newcomers()) {
      told.merge("somebody new", 1, Integer::sum);
      String title = one.role() == null ? null : one.role().equals("it") ? "IT Specialist" : "Finance Specialist";
      company.does(company.person("new" + ++domains + "@" + people.domain(), null, title), one.does());
    }
    if (!all.others().isEmpty()) {
      told.merge("anybody", 1, Integer::sum);
      LeadId who = other == null ? company.person("new" + ++domains + "@" + people.domain(), null, null) : other;
      all.others().forEach(type -> company.does(who, type));
    }
    if (all.topic() != null) {
      told.merge("topic", 1, Integer::sum);
      company.record.jdbc.sql(
              """
              insert into account_surge (account_id, topic, source, score, at, told_at)
              select account_id, :topic, 'bombora', :score, now(), now() from account where key = :key""")
          .param("topic", all.topic()).param("score", all.strength()).param("key", people.domain()).update();
      company.record.jdbc.sql("select mark_account(account_id) from account where key = :key")
          .param("key", people.domain()).query(Boolean.class).list();
    }
  }

  private People people(int seed) {
    Random random = new Random(seed);
    String domain = "d" + ++domains + ".example";
    List<LeadId> leads = new ArrayList<>();
    int people = 2 + random.nextInt(3);
    for (int i = 0; i < people; i++) {
      String title = TITLES.get(random.nextInt(TITLES.size()));
      LeadId lead = company.person("p" + i + "@" + domain, null, title.isEmpty() ? null : title);
      for (int n = random.nextInt(3); n > 0; n--) {
        company.does(lead, TYPES.get(random.nextInt(TYPES.size())));
      }
      leads.add(lead);
    }
    company.counting.countSome();
    leads.forEach(company::decide);
    return new People(domain, leads);
  }
}
