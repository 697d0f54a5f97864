package dev.leadloop.policyfile.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Principal.Kind;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.draft.PolicyDrafts.Outcome;
import dev.leadloop.policyfile.draft.PolicyDrafts.Read;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PolicyDraftsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final String STRICTER = PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: 65,");
  private static final Principal KIM = new Principal(Kind.MARKETING, "kim");
  private static final Principal LEE = new Principal(Kind.MANAGER, "lee");

  private final Set<String> withdrawn = new HashSet<>();
  private TestDatabase database;
  private PolicyCatalog catalog;
  private PolicyDrafts drafts;
  private TransactionTemplate transaction;

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    catalog = new PolicyCatalog(jdbc, template -> !withdrawn.contains(template));
    catalog.publishStarterIfNone(null);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    drafts = drafts(2);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PolicyDrafts drafts(int needed) {
    return new PolicyDrafts(new PolicyDraftStore(JdbcClient.create(database.dataSource())), catalog, needed);
  }

  private Outcome approve(PolicyDrafts at, long id, Side side, Principal by) {
    return Objects.requireNonNull(transaction.execute(status -> at.approve(id, new Read(1, 1), side, by, NOW)));
  }

  @Test
  void aSmallCompanyPublishesWithOneYes() {
    PolicyDrafts one = drafts(1);
    long id = one.send(STRICTER, KIM, NOW);
    assertThat(approve(one, id, Side.MARKETING, KIM)).isEqualTo(new Outcome.Published(2));
    assertThat(catalog.latest().qualification().mql().get(0).least()).containsValue(65);
    assertThatThrownBy(() -> drafts(3)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("policy-approvals");
  }

  @Test
  void aPersonOfTwoKeysIsOnePersonByTheirName() {
    long id = drafts.send(STRICTER, KIM, NOW);
    assertThat(approve(drafts, id, Side.MARKETING, KIM)).isInstanceOf(Outcome.Waits.class);
    assertThat(approve(drafts, id, Side.SALES, new Principal(Kind.MANAGER, "kim")))
        .isEqualTo(new Outcome.Refused("the same person cannot approve for both sides"));
    assertThat(approve(drafts, id, Side.SALES, LEE)).isEqualTo(new Outcome.Published(2));
  }

  /** As where the process is killed between the statement and the commit. */
  @Test
  void whatIsNotCommittedIsNeitherApprovedNorPublished() {
    long id = drafts.send(STRICTER, KIM, NOW);
    approve(drafts, id, Side.MARKETING, KIM);
    transaction.executeWithoutResult(status -> {
      assertThat(drafts.approve(id, new Read(1, 1), Side.SALES, LEE, NOW)).isEqualTo(new Outcome.Published(2));
      status.setRollbackOnly();
    });
    assertThat(catalog.latest().version()).isEqualTo(1);
    assertThat(drafts.find(id).orElseThrow().approvals()).hasSize(1);
    String other = PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: 70,");
    assertThat(catalog.publish(other, "admin:root").qualification().mql().get(0).least())
        .as("nothing was kept in mind of the version that never was").containsValue(70);
  }

  @Test
  void aDraftThatCanNoLongerBePublishedStaysADraft() {
    long id = drafts.send(STRICTER, KIM, NOW);
    approve(drafts, id, Side.MARKETING, KIM);
    withdrawn.add("nurture/1-guide");
    assertThatThrownBy(() -> approve(drafts, id, Side.SALES, LEE)).isInstanceOf(InvalidPolicy.class);
    assertThat(drafts.find(id).orElseThrow().approvals()).hasSize(1);
    withdrawn.clear();
    assertThat(approve(drafts, id, Side.SALES, LEE)).isEqualTo(new Outcome.Published(2));
  }
}
