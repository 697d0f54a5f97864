package dev.leadloop.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two connections at one user: one that changes the user, and one that does something with the user's link. */
class UserLinkStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static TestDatabase database;
  private static JdbcClient jdbc;
  private static UserStore users;
  private static UserLinkStore links;
  private static TransactionTemplate transaction;

  @BeforeAll
  static void open() {
    database = TestPostgres.freshDatabase();
    jdbc = JdbcClient.create(database.dataSource());
    users = new UserStore(jdbc);
    links = new UserLinkStore(jdbc);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static void userWithLink(String handle) {
    assertThat(users.insert(new User(
        handle, handle, handle + "@people.example", "MANAGER", null, null, false, 0, null, NOW, "admin:root", null))).isTrue();
    transaction.executeWithoutResult(status -> link(handle, "first"));
  }

  private static void link(String handle, String which) {
    links.make(handle + which, handle, UserLinkStore.Purpose.INVITATION, NOW, "admin:root", NOW.plus(Duration.ofDays(7)));
  }

  /** What becomes of the second while an administrator has the user in hand, who then ends the user's links. */
  private static <T> T whileTheUserIsChanged(String handle, Supplier<T> second) throws Exception {
    CompletableFuture<T> other = transaction.execute(status -> {
      assertThat(users.lock(handle)).isPresent();
      CompletableFuture<T> begun = CompletableFuture.supplyAsync(() -> transaction.execute(inner -> second.get()));
      untilOneWaits();
      links.voidAll(handle, NOW);
      return begun;
    });
    return other.get(20, TimeUnit.SECONDS);
  }

  private static void untilOneWaits() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      // Not pg_stat_activity, which stays as it was first seen until the transaction is over.
      if (jdbc.sql("select count(*) from pg_locks where not granted").query(Integer.class).single() > 0) {
        return;
      }
    }
    throw new AssertionError("nobody waits for whoever changes the user");
  }

  @Test
  void aLinkThatIsUsedWaitsForWhoeverChangesTheUserAndIsOverThen() throws Exception {
    userWithLink("used");
    Optional<String> used = whileTheUserIsChanged("used", () -> {
      Optional<String> handle = links.use("usedfirst", NOW);
      handle.ifPresent(one -> users.setPassword(one, "hash"));
      return handle;
    });
    assertThat(used).as("the change ended the link").isEmpty();
    assertThat(users.find("used")).get().extracting(User::passwordSet, User::epoch).containsExactly(false, 0);
  }

  @Test
  void aLinkThatIsMadeWaitsForWhoeverChangesTheUserAndStands() throws Exception {
    userWithLink("made");
    whileTheUserIsChanged("made", () -> {
      link("made", "second");
      return true;
    });
    assertThat(links.look("madefirst", NOW)).isEmpty();
    assertThat(links.look("madesecond", NOW)).hasValue("made");
  }

  @Test
  void aLinkIsUsedOnceAndOpensNothingOfSomebodyDisabled() {
    userWithLink("once");
    assertThat(transaction.<Optional<String>>execute(status -> links.use("oncefirst", NOW))).hasValue("once");
    assertThat(transaction.<Optional<String>>execute(status -> links.use("oncefirst", NOW))).isEmpty();
    userWithLink("gone");
    jdbc.sql("update app_user set disabled_at = now() where handle = 'gone'").update();
    assertThat(transaction.<Optional<String>>execute(status -> links.use("gonefirst", NOW))).isEmpty();
  }
}
