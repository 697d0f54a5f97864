package dev.leadloop.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.told.AccountOpeningStore;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.intake.FoundFacts;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.record.LeadStore;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** To which account a lead belongs, by whatever door its facts come. */
class AccountMembersTest {
  private static final Principal SITE = new Principal(Principal.Kind.MARKETING, "site");

  private TestDatabase database;
  private JdbcClient jdbc;
  private LeadIntake intake;
  private AccountMembers members;

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
    jdbc = JdbcClient.create(database.dataSource());
    JdbcTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
    intake = new LeadIntake(
        jdbc, new InboxStore(jdbc), transactions, InstantSource.system(), EmailAddresses::normalise);
    members = new AccountMembers(new AccountMemberStore(jdbc), new TransactionTemplate(transactions));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aNewLeadComesWithItsAccountAndAChangedOneMoves() {
    LeadId ada = told("ada@mail.acme.example", "Acme Inc");
    LeadId bo = told("bo@acme.example", null);
    LeadId free = told("cy@gmail.com", null);
    assertThat(account(ada)).isEqualTo(id("x@acme.example", null)).isEqualTo(account(bo));
    assertThat(account(free)).isNull();
    assertThat(jdbc.sql("select kind || ' ' || key || ' ' || name from account").query(String.class).list())
        .containsExactly("DOMAIN acme.example Acme Inc");
    told("cy@gmail.com", "Fox GmbH");
    assertThat(account(free)).isEqualTo(id(null, "FOX"));
    assertThat(dirty()).isEmpty();
    told("cy@gmail.com", "Owl Ltd");
    assertThat(account(free)).isEqualTo(id(null, "owl"));
    assertThat(dirty()).as("the one it left is counted anew").containsExactly(id(null, "fox"));
    told("cy@gmail.com", "Owl Limited");
    assertThat(dirty()).as("the same company by another name").hasSize(1);
  }

  @Test
  void whatAnAliasNamesBelongsToTheAliassAccount() {
    LeadId ada = told("ada@acme.example", null);
    jdbc.sql("insert into account_alias values ('DOMAIN', 'acme-labs.example', :account), ('COMPANY', 'acme robotics', :account)")
        .param("account", account(ada))
        .update();
    assertThat(account(told("bo@uk.acme-labs.example", "Something"))).isEqualTo(account(ada));
    LeadId cy = told("cy@gmail.com", "ACME Robotics GmbH");
    assertThat(account(cy)).isEqualTo(account(ada));
    assertThat(jdbc.sql("select count(*) from account").query(Long.class).single()).isEqualTo(1);
    told("cy@gmail.com", "Owl");
    assertThat(account(cy)).isEqualTo(id(null, "owl"));
    told("cy@gmail.com", "Acme robotics");
    assertThat(account(cy)).isEqualTo(account(ada));
  }

  /** Against every lead's key derived one by one. */
  @Test
  void leadsThatWereThereBeforeAreSettledSomeAtATime() {
    Random random = new Random(3);
    Map<LeadId, Optional<String>> wanted = new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
    List<String> domains = List.of("acme.example", "uk.acme.example", "gmail.com", "fox.co.uk", "a.fox.co.uk", "mit.edu");
    List<String> companies = List.of("Acme", "ACME GmbH", "n/a", "Owl Ltd", "owl", "");
    for (int i = 0; i < 1_203; i++) {
      String email = "p" + i + "@" + domains.get(random.nextInt(domains.size()));
      String company = companies.get(random.nextInt(companies.size()));
      wanted.put(told(email, company.isEmpty() ? null : company), AccountKey.of(email, company).map(AccountKey::accountId));
    }
    jdbc.sql("update lead set account_id = null, account_known = false").update();
    jdbc.sql("delete from account").update();
    assertThat(List.of(members.settleSome(), members.settleSome(), members.settleSome(), members.settleSome()))
        .containsExactly(500, 500, 203, 0);
    wanted.forEach((lead, account) -> assertThat(Optional.ofNullable(account(lead))).isEqualTo(account));
    assertThat(jdbc.sql("select count(*) from lead l where account_id is not null and not exists"
        + " (select from account a where a.account_id = l.account_id)").query(Long.class).single()).isZero();
    assertThat(dirty()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void whoeverIsForgottenCountsForNoCompany() {
    LeadId ada = told("ada@acme.example", null);
    new LeadStore(jdbc).bury(ada, Instant.now());
    assertThat(account(ada)).isNull();
    assertThat(dirty()).containsExactly(id("x@acme.example", null));
    jdbc.sql("update lead set account_known = false").update();
    assertThat(members.settleSome()).isEqualTo(1);
    assertThat(account(ada)).isNull();
  }

  @Test
  void aCompanyThatWasFoundMovesTheLead() {
    LeadId cy = told("cy@gmail.com", null);
    FoundFacts found = new FoundFacts(jdbc, new InboxStore(jdbc), InstantSource.system());
    found.take(
        found.hold(List.of(cy)).getFirst(), new FoundFacts.Answer("register", Instant.now(), Map.of("company", "Fox GmbH")),
        false);
    assertThat(members.settleSome()).isEqualTo(1);
    assertThat(account(cy)).isEqualTo(id(null, "fox"));
    found.take(
        found.hold(List.of(cy)).getFirst(),
        new FoundFacts.Answer("register", Instant.now(), Map.of("company", "Fox GmbH", "industry", "software")), false);
    assertThat(members.settleSome()).as("another fact moves nobody").isZero();
  }

  /** A person's word goes before what was found, and that before the domain; of two people the first is believed. */
  @Test
  void aCompanyIsCalledByItsNameOnceSomebodyTellsIt() {
    LeadId first = told("ann@fox.example", null);
    String fox = id("ann@fox.example", null);
    settle();
    assertThat(name(fox)).isEqualTo("fox.example");
    find(first, "Fox Holdings Registered");
    settle();
    assertThat(name(fox)).isEqualTo("Fox Holdings Registered");
    told("bob@fox.example", "Fox GmbH");
    settle();
    assertThat(name(fox)).as("a person's word goes before what was found").isEqualTo("Fox GmbH");
    told("cay@fox.example", "The Fox Company");
    find(told("dan@fox.example", null), "Fox Registered Again");
    settle();
    assertThat(name(fox)).as("the first of them is believed").isEqualTo("Fox GmbH");
  }

  @Test
  void aPersonWhoTellsItLaterNamesItToo() {
    told("ann@owl.example", null);
    settle();
    told("ann@owl.example", "Owl Works");
    settle();
    assertThat(name(id("ann@owl.example", null))).isEqualTo("Owl Works");
    assertThat(jdbc.sql("select count(*) from lead where not account_known").query(Integer.class).single()).isZero();
  }

  @Test
  void whatAThirdPartyToldGivesWayToAPerson() {
    new AccountOpeningStore(jdbc).open(
        List.of(AccountKey.of("x@elk.example", "Elk by a vendor").orElseThrow()), Instant.now());
    told("ann@elk.example", null);
    settle();
    assertThat(name(id("ann@elk.example", null))).isEqualTo("Elk by a vendor");
    told("bob@elk.example", "Elk");
    settle();
    assertThat(name(id("ann@elk.example", null))).isEqualTo("Elk");
  }

  /** In whatever order what is told comes, and however much of it at once, it is the same name that stays. */
  @Test
  void theOrderOfWhatIsFoundAndSaidMakesNoDifferenceToWhoseWordItIs() {
    Random random = new Random(43);
    for (int turn = 0; turn < 40; turn++) {
      String domain = "turn" + turn + ".example";
      boolean said = false;
      boolean found = false;
      for (int i = 0; i < 6; i++) {
        switch (random.nextInt(3)) {
          case 0 -> told("p" + i + "@" + domain, null);
          case 1 -> {
            told("p" + i + "@" + domain, "Said " + i);
            said = true;
          }
          default -> {
            find(told("p" + i + "@" + domain, null), "Found " + i);
            found = true;
          }
        }
        if (random.nextBoolean()) {
          settle();
        }
      }
      settle();
      assertThat(name(id("x@" + domain, null))).startsWith(said ? "Said " : found ? "Found " : domain);
    }
  }

  private void settle() {
    while (members.settleSome() > 0) {
      // Until everybody has an account.
    }
  }

  private void find(LeadId lead, String company) {
    FoundFacts found = new FoundFacts(jdbc, new InboxStore(jdbc), InstantSource.system());
    found.take(
        found.hold(List.of(lead)).getFirst(), new FoundFacts.Answer("register", Instant.now(), Map.of("company", company)),
        false);
  }

  private String name(@Nullable String account) {
    return jdbc.sql("select name from account where account_id = :id").param("id", account).query(String.class).single();
  }

  private static @Nullable String id(@Nullable String email, @Nullable String company) {
    return AccountKey.of(email, company).map(AccountKey::accountId).orElse(null);
  }

  private @Nullable String account(LeadId lead) {
    return jdbc.sql("select coalesce(account_id, '') from lead where lead_id = :lead and account_known")
        .param("lead", lead.value()).query(String.class).optional().filter(id -> !id.isEmpty()).orElse(null);
  }

  private List<String> dirty() {
    return jdbc.sql("select account_id from account_dirty").query(String.class).list();
  }

  private LeadId told(String email, @Nullable String company) {
    LeadDetails details = new LeadDetails(email, null,
        new LeadDetails.Facts("Somebody", null, company, null, null, null, null, null, Map.of()),
        LeadDetails.Touch.NONE, Map.of());
    Intake answer = intake.intake(new IntakeRequest(details, SITE, null, false, null));
    return ((Intake.Accepted) Objects.requireNonNull(answer)).lead();
  }
}
