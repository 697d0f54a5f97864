package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.proof.LeadPlaces.Place;
import dev.leadloop.proof.Product.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Marketing and sales change their policy and roll it out while API, worker, Temporal and PostgreSQL are killed with -9. */
@Tag("chaos")
class PolicyLifeChaosTest {
  private static final int TURNS = Integer.getInteger("leadloop.chaos.rounds", 1);
  private static final int LEADS = 20;
  private static final Duration RECOVERY = Duration.ofMinutes(3);
  private static final PolicyTraits FIRST = new PolicyTraits(0, 10, "guide", 5);

  @Test
  void whateverIsKilledNothingIsPublishedUnapprovedAndNobodyIsLostInARollout(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    long seed = Long.getLong("leadloop.seed", System.nanoTime());
    System.out.println("Policy life, seed " + seed + " (repeat with -Dleadloop.seed=" + seed + ")");
    try (Product product =
        new Product(folder.resolve("home"), Layout.OWN_WORKER, Policies.given(folder, FIRST.document()))) {
      try {
        live(product, seed);
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage() + product.tails(), failure);
      }
    }
  }

  private static void live(Product product, long seed) throws Exception {
    product.start();
    ProductClient admin = new ProductClient(product.api(), Product.ADMIN_KEY);
    SalesTeam.open(admin);
    AtomicBoolean goesOn = new AtomicBoolean(true);
    LeadPlaces places = new LeadPlaces(product);
    Acknowledged acknowledged = new Acknowledged();
    PolicyActs acts = new PolicyActs();
    IncomingLeads leads = new IncomingLeads(admin, acknowledged, seed, goesOn::get);
    PolicyOffice office = new PolicyOffice(admin, acts, seed + 1, goesOn::get);
    RolloutLife rollouts = new RolloutLife(product, admin, places, seed + 2, goesOn::get);
    leads.comeIn(LEADS);
    Waiting.until(RECOVERY, () -> places.now().size() == LEADS ? "" : "leads without a decision");
    Map<String, Place> asked = new TreeMap<>(places.now());
    asked.values().removeIf(lead -> lead.handoff() == null);
    Killer killer = new Killer(product, seed);
    meanwhile(List.of(leads, office, rollouts), goesOn, () -> killer.turns(TURNS));
    int version = rollouts.end();
    try (Engine engine = new Engine(product)) {
      PolicyAudit audit = new PolicyAudit(product);
      Waiting.until(RECOVERY, () -> String.join("\n", audit.ofLeads(version, asked, leads.readers())));
      System.out.println("Killed " + killer.kills() + "; " + version + " versions, " + acts.published().size()
          + " of drafts, " + acts.approvals().size() + " approvals, " + acts.withdrawn().size() + " drafts withdrawn, "
          + acts.republished().size() + " documents published again, " + acknowledged.leads().size() + " leads, "
          + asked.size() + " with an answer time that ran; rollouts " + rollouts.times());
      assertThat(rollouts.findings()).isEmpty();
      assertThat(audit.ofVersions(acts)).isEmpty();
      assertThat(new RecordAudit(product.database(), engine.client(), product.home().resolve("outbox")).findings(acknowledged))
          .isEmpty();
      assertThat(asked).isNotEmpty();
      assertThat(acts.published()).as("drafts that were published").isNotEmpty();
      assertThat(rollouts.times().getOrDefault("leads moved", 0)).as("leads moved").isPositive();
      tamperingIsNoticed(product, audit, acts);
    }
  }

  private static void meanwhile(List<Runnable> lives, AtomicBoolean goesOn, Runnable killing) throws Exception {
    try (ExecutorService people = Executors.newFixedThreadPool(lives.size())) {
      List<Future<?>> all = new ArrayList<>();
      lives.forEach(life -> all.add(people.submit(life)));
      try {
        killing.run();
      } finally {
        goesOn.set(false);
      }
      for (Future<?> life : all) {
        life.get();
      }
    }
  }

  /** An audit that finds nothing where something is wrong proves nothing. */
  private static void tamperingIsNoticed(Product product, PolicyAudit audit, PolicyActs acts) {
    JdbcClient jdbc = JdbcClient.create(product.database());
    String draft = acts.published().keySet().iterator().next().substring(1);
    jdbc.sql("update policy_draft_approval set approved_by = 'admin:chief' where draft_id = ?")
        .param(Long.valueOf(draft)).update();
    jdbc.sql("""
        insert into audit (at, by_whom, action, target, detail)
        select at, by_whom, action, target, detail from audit where action = 'policy_draft_approved' limit 1""").update();
    jdbc.sql("""
        insert into policy_version (version, content_hash, document, published_at, published_by)
        select max(version) + 1, 'x', min(document), now(), 'nobody' from policy_version""").update();
    List<String> found = audit.ofVersions(acts);
    assertThat(found).anySatisfy(one ->
        assertThat(one).contains("published without an approval of both sides").contains("d" + draft));
    assertThat(found).anySatisfy(one -> assertThat(one).contains("counted more than once"));
    assertThat(found).anySatisfy(one -> assertThat(one).contains("but people were told of"));
  }
}
