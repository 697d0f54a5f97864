package dev.leadloop.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.intake.FactStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.lead.title.JobTitle;
import dev.leadloop.lead.title.Role;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

class AccountCountingTest {
  private static final String ACTIVE = "ebook_download";
  private Company company;

  @BeforeEach
  void open() {
    company = new Company();
    company.gathersFor(Duration.ZERO);
  }

  @AfterEach
  void close() {
    company.close();
  }

  /** It counts for the account while the name is part of it, and no longer once it is parted. */
  @Test
  void whatThirdPartiesTellOfAnAliasIsFoundOfItsAccount() {
    company.person("ada@acme.example", null, null);
    String account = company.strings("select account_id from lead").getFirst();
    company.record.jdbc.sql(
            """
            with labs as (
              insert into account (account_id, kind, key, name, created_at)
              values ('labs', 'DOMAIN', 'labs.example', 'Labs', :now)),
            told as (
              insert into account_surge (account_id, topic, source, score, at, told_at)
              values ('labs', 'crm', 'bombora', 83, :now, :now))
            insert into account_alias (kind, name, account_id, own_account_id)
            values ('DOMAIN', 'labs.example', :account, 'labs')""")
        .param("now", Times.in(company.record.now().minus(Duration.ofDays(1)))).param("account", account).update();
    assertThat(topics(account)).containsExactly("crm");
    company.record.jdbc.sql("delete from account_alias").update();
    assertThat(topics(account)).isEmpty();
  }

  private List<String> topics(String account) {
    company.strings("select mark_account('" + account + "')::text");
    company.counting.countSome();
    return company.strings("select e ->> 'topic' from account, jsonb_array_elements(evidence -> 'surges') e where account_id = '"
        + account + "'");
  }

  /** A webinar here, a pricing visit there: none of them is ready alone, and together they are. */
  @Test
  void theirCompanyMakesOneOfThemReady() {
    LeadId ada = company.person("ada@acme.example", "Acme", "IT Director");
    company.does(ada, ACTIVE);
    Instant alone = company.record.now();
    LeadId bo = company.person("bo@uk.acme.example", null, "Finance Manager");
    company.does(bo, "pricing_page_view");
    company.does(bo, "pricing_page_view");
    company.person("cy@gmail.com", "Acme", "IT Manager");
    assertThat(company.counting.countSome()).isPositive();
    assertThat(told()).as("bo has the higher score").hasSize(1);
    DecisionReply ready = company.decide(bo);
    assertThat(ready.view().stage()).isEqualTo(Stage.MQL);
    assertThat(ready.view().qualifiedBy()).isEqualTo(QualifiedBy.ACCOUNT);
    assertThat(ready.view().score().account()).isEqualTo(70);
    assertThat(company.strings("select entry -> 'evidence' -> 'roles' ->> 0 from lifecycle_event where type = 'account_noted'"))
        .containsExactly("finance");
    assertThat(company.strings("select e ->> 'measure' from lifecycle_event, jsonb_array_elements(entry -> 'evidence' ->"
        + " 'others') e where type = 'stage_changed'")).containsExactlyInAnyOrder("ACCOUNT", "PEOPLE_ACTIVE");
    assertThat(company.record.check.differences(bo)).as("what the record has against its journal").isEmpty();

    assertThat(company.number("select count(*) from account_dirty")).as("what is told makes nothing to count").isZero();
    assertThat(company.counting.countSome()).isZero();

    Scores scores = new Scores(
        new LeadReadStore(company.record.jdbc), new FactStore(company.record.jdbc), RecordFixture.policies(Company.policy()));
    LeadRecord record = company.record.records.leads().find(bo).orElseThrow();
    assertThat(scores.at(record, company.record.now()).orElseThrow().summary().account()).isEqualTo(70);
    assertThat(scores.at(record, alone).map(card -> card.summary().account()).orElse(0)).as("as it was known then").isZero();
    company.does(bo, ACTIVE);
    assertThat(company.decide(bo).view().score().account()).as("it stands in the state").isEqualTo(70);
  }

  @Test
  void whatOthersAskedCountsAndNothingOfTheLeadItself() {
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    LeadId bo = company.person("bo@acme.example", null, null);
    company.does(ada, ACTIVE);
    company.does(bo, "pricing_page_view");
    company.does(ada, "pricing_page_view");
    company.does(ada, "pricing_page_view");
    company.counting.countSome();
    assertThat(lastTold(ada)).satisfies(evidence -> {
      assertThat(evidence.askedByOthers()).singleElement().extracting(AccountEvidence.Asked::type).isEqualTo("pricing_page_view");
      assertThat(evidence.peopleActive()).isEqualTo(2);
    });
  }

  /** Only one of them is ready by the company: whom it speaks through no longer falls back. */
  @Test
  void theCompanySpeaksThroughOneAtATime() {
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    LeadId bo = company.person("bo@acme.example", null, "Finance Manager");
    company.does(bo, ACTIVE);
    company.does(ada, ACTIVE);
    company.counting.countSome();
    assertThat(company.decide(ada).view().stage()).as("a director fits better").isEqualTo(Stage.MQL);
    company.does(bo, ACTIVE);
    company.counting.countSome();
    assertThat(lastTold(ada).peopleActive()).as("a little better is not better").isEqualTo(2);
    for (int i = 0; i < 6; i++) {
      company.does(bo, ACTIVE);
    }
    company.counting.countSome();
    assertThat(company.decide(ada).view()).satisfies(view -> {
      assertThat(view.stage()).isEqualTo(Stage.NURTURING);
      assertThat(view.score().account()).isZero();
    });
    assertThat(company.decide(bo).view().score().account()).isEqualTo(70);
    assertThat(company.strings("select told_lead from account")).containsExactly(bo.value());
  }

  @Test
  void whomSalesGaveBackSpeaksForTheCompanyOnlyWhereNobodyElseCan() {
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    LeadId bo = company.person("bo@acme.example", null, "Finance Manager");
    company.does(bo, ACTIVE);
    company.does(ada, ACTIVE);
    company.counting.countSome();
    assertThat(company.strings("select told_lead from account")).containsExactly(ada.value());
    RecycleGate gate = new RecycleGate(company.record.now(), 10, null, Instant.parse("2031-01-01T00:00:00Z"), "nurture");
    company.record.jdbc.sql("update lead_status set progress = jsonb_set(progress, '{gate}', :gate::jsonb) where lead_id = :lead")
        .param("gate", Json.write(gate)).param("lead", ada.value()).update();
    assertThat(company.record.records.statuses().find(ada).orElseThrow().progress().recycling().gate())
        .as("where decisions read it").isEqualTo(gate);
    company.strings("select mark_account(account_id)::text from account");
    company.counting.countSome();
    assertThat(company.strings("select told_lead from account")).containsExactly(bo.value());
    assertThat(company.decide(bo).view().stage()).isEqualTo(Stage.MQL);
  }

  /** A file may name a hundred thousand companies of which nobody has come. */
  @Test
  void companiesOfAFileKeepNobodyWaitingWhosePeopleDidSomething() {
    company.record.jdbc.sql("insert into account (account_id, kind, key, name, created_at)"
        + " select 'file-' || n, 'COMPANY', 'file' || n || '.example', 'File ' || n, now()"
        + " from generate_series(1, 300) n").update();
    assertThat(company.number("select count(*) from account where account_id like 'file-%' and mark_account(account_id, true)"))
        .isEqualTo(300);
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    LeadId bo = company.person("bo@acme.example", null, "Finance Manager");
    company.does(bo, ACTIVE);
    company.does(ada, ACTIVE);
    assertThat(company.counting.countSome()).isEqualTo(50);
    assertThat(told()).hasSize(1);
    assertThat(company.number("select count(*) from account where account_id like 'file-%' and computed_at is not null"))
        .as("nor do they wait for ever").isEqualTo(49);

    String acme = company.strings("select account_id from account where key = 'acme.example'").get(0);
    assertThat(company.strings("select mark_account('" + acme + "', true)::text")).containsExactly("true");
    company.does(bo, ACTIVE);
    assertThat(company.number("select count(*) from account_dirty where account_id = '" + acme + "' and not bulk"))
        .as("what waits in bulk already hides nothing").isPositive();
  }

  @Test
  void aCompanyThatCannotBeCountedKeepsNoOtherWaiting() {
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    company.does(ada, ACTIVE);
    company.does(company.person("bo@acme.example", null, "CFO"), ACTIVE);
    company.counting.countSome();
    company.record.jdbc.sql("update account set told = '{\"peopleActive\": \"many\"}'").update();
    company.does(ada, ACTIVE);
    company.does(company.person("cy@owl.example", null, "CFO"), ACTIVE);
    company.does(company.person("di@owl.example", null, "IT Director"), ACTIVE);
    company.counting.countSome();
    assertThat(company.strings("select name from account where told_lead is not null and told ->> 'peopleActive' = '2'"))
        .containsExactly("owl.example");
    assertThat(company.number("select count(*) from account_dirty where due_at > clock_timestamp()")).isEqualTo(1);
    company.record.jdbc.sql("update account set told = null where name = 'acme.example'").update();
    company.record.jdbc.sql("update account_dirty set due_at = clock_timestamp()").update();
    company.counting.countSome();
    assertThat(company.number("select count(*) from account where told ->> 'peopleActive' = '2'")).isEqualTo(2);
    assertThat(company.number("select count(*) from account_dirty")).isZero();
  }

  @Test
  void somebodyNewIsToldOnceAndNobodyOfHimself() {
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    company.does(ada, ACTIVE);
    company.counting.countSome();
    assertThat(signals()).isEmpty();
    LeadId bo = company.person("bo@acme.example", null, "CFO");
    company.does(bo, ACTIVE);
    company.record.person("bo@acme.example", "Acme again", "Chief Financial Officer");
    company.decide(bo);
    company.counting.countSome();
    company.decide(ada);
    company.does(bo, ACTIVE);
    company.counting.countSome();
    company.does(ada, ACTIVE);
    company.counting.countSome();
    assertThat(signals()).containsExactly(ada.value() + " stakeholder-" + bo.value());
    assertThat(company.number("select count(*) from account_dirty")).isZero();
  }

  @Test
  void whoeverIsForgottenOrMovesCountsNoLonger() {
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    LeadId bo = company.person("bo@acme.example", null, "Finance Manager");
    LeadId cy = company.person("cy@gmail.com", "Acme Labs", "IT Manager");
    LeadId di = company.person("di@gmail.com", "acme labs inc", "IT Manager");
    Stream.of(ada, bo, cy, di).forEach(lead -> company.does(lead, ACTIVE));
    company.counting.countSome();
    assertThat(lastTold(ada).peopleActive()).isEqualTo(2);
    company.record.records.leads().bury(bo, company.record.now());
    company.counting.countSome();
    assertThat(lastTold(ada).peopleActive()).isEqualTo(1);
    String speaks = company.strings("select told_lead from account where kind = 'COMPANY'").get(0);
    company.record.person(speaks.equals(cy.value()) ? "cy@gmail.com" : "di@gmail.com", "Owl", null);
    company.counting.countSome();
    assertThat(company.strings("select coalesce(told_lead, 'nobody') from account where key = 'acme labs'"))
        .as("there is nothing to say of one person").containsExactly("nobody");
    assertThat(company.decide(new LeadId(speaks)).view().score().account()).isZero();
  }

  @Test
  void mailboxesForAnybodyAreNoCompany() {
    List<LeadId> people = Stream.of("a@gmail.com", "b@gmail.com", "c@gmx.de", "d@gmx.de")
        .map(email -> company.person(email, "n/a", "CEO")).toList();
    people.forEach(lead -> company.does(lead, "pricing_page_view"));
    assertThat(company.number("select count(*) from account_dirty")).isZero();
    assertThat(company.number("select count(*) from account")).isZero();
    assertThat(company.counting.countSome()).isZero();
  }

  /** A process that dies before it commits has told nothing; one that dies after that has told once. */
  @Test
  void whoeverDiesInTheMiddleTellsOnce() {
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    company.does(ada, ACTIVE);
    company.does(company.person("bo@acme.example", null, "Finance Manager"), ACTIVE);
    AccountCounting dying = company.counting(new TransactionTemplate(company.record.transactions) {
      @Override
      public <T> T execute(TransactionCallback<T> action) {
        return super.execute((TransactionStatus status) -> {
          action.doInTransaction(status);
          status.setRollbackOnly();
          return null;
        });
      }
    });
    for (int i = 0; i < 3; i++) {
      dying.countSome();
      assertThat(told()).isEmpty();
    }
    assertThat(company.number("select count(*) from account_dirty")).isPositive();
    company.counting.countSome();
    company.counting.countSome();
    assertThat(told()).hasSize(1);
    assertThat(company.number("select tellings from account")).isEqualTo(1);
  }

  @Test
  void timeAloneMakesFewerAndThatIsTold() {
    LeadId ada = company.person("ada@acme.example", null, "IT Director");
    LeadId bo = company.person("bo@acme.example", null, "Finance Manager");
    company.does(ada, ACTIVE);
    company.does(bo, ACTIVE);
    company.record.jdbc.sql("update signal set occurred_at = occurred_at - interval '178 days' where lead_id = :lead")
        .param("lead", bo.value()).update();
    company.counting.countSome();
    assertThat(lastTold(ada).peopleActive()).isEqualTo(2);
    company.record.later(Duration.ofDays(1));
    company.counting.countSome();
    assertThat(lastTold(ada).peopleActive()).isEqualTo(2);
    company.record.later(Duration.ofDays(2));
    company.counting.countSome();
    assertThat(lastTold(ada).peopleActive()).isEqualTo(1);
  }

  /** What is found, against a recount of all rows one by one. */
  @Test
  void theEvidenceIsWhatARecountFinds() {
    Random random = new Random(5);
    List<String> titles = List.of("IT Director", "Finance Manager", "Head of Sales", "Barista", "");
    List<String> types = List.of(ACTIVE, "pricing_page_view", "demo_requested", "email_open", "unknown_thing");
    Map<LeadId, String> domains = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      String domain = "c" + random.nextInt(12) + ".example";
      String title = titles.get(random.nextInt(titles.size()));
      LeadId lead = company.person("p" + i + "@" + domain, null, title.isEmpty() ? null : title);
      domains.put(lead, domain);
      for (int n = random.nextInt(4); n > 0; n--) {
        company.does(lead, types.get(random.nextInt(types.size())));
      }
    }
    company.record.jdbc.sql("update signal set voided = true where md5(event_id) < '2'").update();
    company.record.jdbc.sql("update signal set occurred_at = occurred_at - interval '200 days' where md5(event_id) > 'e'")
        .update();
    company.record.jdbc.sql("insert into account_dirty select account_id, now() from account").update();
    company.counting.countSome();
    company.counting.countSome();
    new TreeSet<>(domains.values()).forEach(domain -> {
      AccountEvidence found = evidence(domain);
      String speaks = company.strings("select coalesce(told_lead, '') from account where key = '" + domain + "'").get(0);
      List<LeadId> people = domains.keySet().stream().filter(lead -> domains.get(lead).equals(domain)).toList();
      List<LeadId> active = people.stream().filter(lead -> !recent(lead, List.of(ACTIVE, "pricing_page_view", "demo_requested"))
          .isEmpty()).toList();
      assertThat(found.peopleActive()).as(domain).isEqualTo(active.size());
      assertThat(found.roles()).isEqualTo(active.stream().map(this::role).filter(Objects::nonNull).distinct().sorted().toList());
      if (!speaks.isEmpty()) {
        List<AccountEvidence.Asked> asked = new ArrayList<>();
        for (String type : List.of("demo_requested", "pricing_page_view")) {
          people.stream().filter(lead -> !lead.value().equals(speaks)).flatMap(lead -> recent(lead, List.of(type)).stream())
              .sorted(Comparator.reverseOrder()).limit(2).forEach(at -> asked.add(new AccountEvidence.Asked(type, at)));
        }
        assertThat(found.askedByOthers()).as(domain).isEqualTo(asked);
        assertThat(lastTold(new LeadId(speaks))).isEqualTo(found);
      } else {
        assertThat(found.peopleActive()).isLessThan(2);
      }
    });
    assertThat(told().size()).isGreaterThan(5);
  }

  private List<Instant> recent(LeadId lead, List<String> types) {
    return company.record.jdbc.sql("select type, occurred_at, voided from signal where lead_id = :lead")
        .param("lead", lead.value())
        .query((row, n) -> !row.getBoolean("voided") && types.contains(row.getString("type"))
            && Times.out(row, "occurred_at").isAfter(company.record.now().minus(Duration.ofDays(180)))
                ? Times.out(row, "occurred_at") : Instant.EPOCH)
        .list().stream().filter(at -> at.isAfter(Instant.EPOCH)).toList();
  }

  private String role(LeadId lead) {
    Role role = JobTitle.read(company.record.records.leads().find(lead).orElseThrow().profile().title()).role();
    return role == null ? null : role.label();
  }

  private AccountEvidence evidence(String domain) {
    return Json.read(
        company.strings("select evidence::text from account where key = '" + domain + "'").get(0), AccountEvidence.class);
  }

  private List<String> told() {
    return company.strings("select lead_id || ' ' || event_id from inbox where kind = 'account_told' order by row_id");
  }

  private List<String> signals() {
    return company.strings("select lead_id || ' ' || event_id from inbox where label = 'stakeholder_added' order by row_id");
  }

  private AccountEvidence lastTold(LeadId lead) {
    List<String> bodies = company.strings(
        "select body::text from inbox where kind = 'account_told' and lead_id = '" + lead.value() + "' order by row_id");
    return Objects.requireNonNull(
        ((EventBody.AccountTold) Json.read(bodies.get(bodies.size() - 1), EventBody.class)).evidence());
  }
}
