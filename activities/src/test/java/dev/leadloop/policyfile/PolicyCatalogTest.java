package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class PolicyCatalogTest {

  private static final String STARTER = PolicyCatalog.starter();
  private static final String CHANGED = STARTER.replace("name: Starter policy", "name: Ours");

  private TestDatabase database;
  private PolicyCatalog catalog;

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
    catalog = anotherProcess();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void withoutAnyPolicyTheErrorSaysWhatToDo() {
    assertThatThrownBy(() -> catalog.latest()).isInstanceOf(IllegalStateException.class).hasMessageContaining("publish one");
  }

  @Test
  void starterIsPublishedOnce() {
    assertThat(catalog.publishStarterIfNone(null).version()).isEqualTo(1);
    assertThat(catalog.publishStarterIfNone(null).version()).isEqualTo(1);
    assertThat(catalog.latest().name()).isEqualTo("Starter policy");
  }

  @Test
  void givenFileIsPublishedInPlaceOfTheStarter(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("ours.yaml"), CHANGED);
    assertThat(catalog.publishStarterIfNone(file).name()).isEqualTo("Ours");
  }

  @Test
  void missingFileIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> catalog.publishStarterIfNone(folder.resolve("absent.yaml")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absent.yaml").hasMessageContaining("leadloop.policy");
  }

  @Test
  void theDocumentThatIsInForcePublishedAgainKeepsItsVersion() {
    assertThat(catalog.publish(STARTER, "marketing").version()).isEqualTo(1);
    assertThat(catalog.publish(STARTER, "sales").version()).isEqualTo(1);
    assertThat(catalog.publish(CHANGED, "marketing").version()).isEqualTo(2);
    assertThat(catalog.publish(CHANGED, "marketing").version()).isEqualTo(2);
    assertThat(catalog.latest().version()).isEqualTo(2);
  }

  @Test
  void anOlderDocumentPublishedAgainIsANewVersionThatNewLeadsLiveBy() {
    catalog.publish(STARTER, "marketing");
    catalog.publish(CHANGED, "marketing");
    assertThat(catalog.publish(STARTER, "marketing").version()).isEqualTo(3);
    assertThat(catalog.latest()).satisfies(policy -> {
      assertThat(policy.version()).isEqualTo(3);
      assertThat(policy.name()).isEqualTo("Starter policy");
      assertThat(policy.contentHash()).isEqualTo(catalog.version(1).contentHash());
    });
    assertThat(catalog.publish(CHANGED, "marketing").version()).isEqualTo(4);
    assertThat(anotherProcess().latest().name()).isEqualTo("Ours");
  }

  @Test
  void anOrderRepeatedUnderItsKeyIsTheSameVersionWhateverWasPublishedMeanwhile() {
    assertThat(catalog.publish(STARTER, "marketing", "monday")).isEqualTo(1);
    catalog.publish(CHANGED, "marketing", "tuesday");
    assertThat(anotherProcess().publish(STARTER, "marketing", "monday")).isEqualTo(1);
    assertThat(catalog.latest().version()).isEqualTo(2);
    assertThat(catalog.publish(STARTER, "marketing", "wednesday")).isEqualTo(3);
    assertThat(catalog.publish(STARTER, "marketing", "thursday")).as("in force already").isEqualTo(3);
    assertThat(catalog.publish(CHANGED, "marketing", "friday")).isEqualTo(4);
    assertThat(catalog.publish(STARTER, "marketing", "wednesday")).isEqualTo(3);
    assertThat(catalog.publish(STARTER, "marketing", "thursday")).isEqualTo(3);
    assertThat(catalog.latest().version()).isEqualTo(4);
  }

  @Test
  void aKeyThatBelongsToAnotherDocumentIsRefusedAndChangesNothing() {
    catalog.publish(STARTER, "marketing", "monday");
    assertThatThrownBy(() -> catalog.publish(CHANGED, "marketing", "monday"))
        .isInstanceOf(PolicyCatalog.KeyReused.class).hasMessageContaining("monday");
    assertThat(catalog.latest().version()).isEqualTo(1);
  }

  @Test
  void aVersionKeepsTheHolidaysItWasPublishedWithAndOthersAreANewVersion() {
    LocalDate thanksgiving = LocalDate.parse("2026-11-26");
    catalog.publish(STARTER, "marketing");
    assertThat(holidays(anotherProcess().version(1))).contains(thanksgiving);
    JdbcClient.create(database.dataSource())
        .sql("update policy_version set holidays = '{\"US\": [\"2026-12-01\"]}'").update();
    assertThat(holidays(anotherProcess().version(1))).as("as an older release knew them").contains(LocalDate.parse("2026-12-01"))
        .doesNotContain(thanksgiving);
    assertThat(anotherProcess().publish(STARTER, "marketing").version()).as("the same document with what is known now")
        .isEqualTo(2);
    assertThat(holidays(anotherProcess().version(2))).contains(thanksgiving);
    assertThat(anotherProcess().publish(STARTER, "marketing").version()).isEqualTo(2);
    JdbcClient.create(database.dataSource()).sql("update policy_version set holidays = null").update();
    assertThat(anotherProcess().publish(STARTER, "marketing").version()).as("never written down: as known now").isEqualTo(2);
  }

  private static Set<LocalDate> holidays(LeadPolicy policy) {
    return Objects.requireNonNull(policy.calendars().get("office")).holidays();
  }

  @Test
  void aStartWithAnOlderFileChangesNothing(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("ours.yaml"), CHANGED);
    catalog.publishStarterIfNone(file);
    catalog.publish(STARTER, "marketing");
    for (int start = 0; start < 3; start++) {
      assertThat(anotherProcess().publishStarterIfNone(file).name()).isEqualTo("Starter policy");
    }
    assertThat(catalog.latest().version()).isEqualTo(2);
  }

  @Test
  void versionsNeverChangeAndAreReadOnce() {
    catalog.publish(STARTER, "marketing");
    LeadPolicy first = catalog.version(1);
    catalog.publish(CHANGED, "marketing");
    assertThat(catalog.version(1)).isSameAs(first);
    assertThat(anotherProcess().version(1)).isEqualTo(first);
  }

  @Test
  void whatAnotherProcessPublishesIsLatestHereToo() {
    catalog.publish(STARTER, "marketing");
    anotherProcess().publish(CHANGED, "marketing");
    assertThat(catalog.latest().name()).isEqualTo("Ours");
  }

  @Test
  void unknownVersionIsRefused() {
    assertThatThrownBy(() -> catalog.version(9)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("9");
  }

  @Test
  void invalidDocumentIsNotPublished() {
    assertThatThrownBy(() -> catalog.publish(STARTER.replace("window: 180d", "window: soon"), "marketing"))
        .isInstanceOf(InvalidPolicy.class);
    assertThat(catalog.publish(STARTER, "marketing").version()).isEqualTo(1);
  }

  @Test
  void documentWithAnUnknownTemplateIsNotPublished() {
    PolicyCatalog strict = new PolicyCatalog(JdbcClient.create(database.dataSource()), id -> !id.equals("mql/1-roi"));
    assertThatThrownBy(() -> strict.publish(STARTER, "marketing"))
        .isInstanceOf(InvalidPolicy.class).hasMessageContaining("mql/1-roi");
  }

  @Test
  void startersOfManyProcessesAgreeOnOneVersion() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<LeadPolicy>> started = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        started.add(threads.submit(() -> anotherProcess().publishStarterIfNone(null)));
      }
      for (Future<LeadPolicy> each : started) {
        assertThat(each.get().version()).isEqualTo(1);
      }
    }
    assertThat(catalog.latest().version()).isEqualTo(1);
  }

  @Test
  void manyWhoPublishTheSameAtOncePublishItOnce() throws InterruptedException, ExecutionException {
    catalog.publish(STARTER, "marketing");
    catalog.publish(CHANGED, "marketing");
    assertThat(atOnce(() -> anotherProcess().publish(STARTER, "marketing").version())).containsOnly(3);
    assertThat(atOnce(() -> anotherProcess().publish(CHANGED, "marketing", "one order"))).containsOnly(4);
    assertThat(catalog.latest().version()).isEqualTo(4);
  }

  @Test
  void whoPublishOthersAtOnceEachGetAVersionOfTheirOwn() throws InterruptedException, ExecutionException {
    List<Integer> versions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<LeadPolicy>> published = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String document = STARTER.replace("name: Starter policy", "name: Policy " + i);
        published.add(threads.submit(() -> anotherProcess().publish(document, "marketing")));
      }
      for (Future<LeadPolicy> each : published) {
        versions.add(each.get().version());
      }
    }
    assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  private static List<Integer> atOnce(Callable<Integer> publish) throws InterruptedException, ExecutionException {
    List<Integer> versions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> each : threads.invokeAll(Collections.nCopies(8, publish))) {
        versions.add(each.get());
      }
    }
    return versions;
  }

  private PolicyCatalog anotherProcess() {
    return new PolicyCatalog(JdbcClient.create(database.dataSource()), template -> true);
  }
}
