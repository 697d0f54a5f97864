package dev.leadloop.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.start.StartFailure;
import dev.leadloop.worker.temporal.Workers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class StandaloneWorkerTest {

  @Test
  void saysWhichDatabaseSettingIsMissing() {
    assertThat(startExpectingFailure("--leadloop.temporal.target=127.0.0.1:1"))
        .isEqualTo("Leadloop did not start: no database is given: set leadloop.database.url (LEADLOOP_DATABASE_URL)"
            + " to the JDBC address of a PostgreSQL.");
  }

  @Test
  void saysWhichTemporalSettingIsMissing() {
    try (TestDatabase database = TestPostgres.emptyDatabase()) {
      assertThat(startExpectingFailure("--leadloop.database.url=" + database.url()))
          .isEqualTo("Leadloop did not start: no Temporal server is given: set leadloop.temporal.target"
              + " (LEADLOOP_TEMPORAL_TARGET) to its host:port.");
    }
  }

  @Test
  void saysThatTheDatabaseCannotBeReached() {
    assertThat(startExpectingFailure(
        "--leadloop.temporal.target=127.0.0.1:1", "--leadloop.database.url=jdbc:postgresql://127.0.0.1:1/none",
        "--leadloop.database.start-patience=1500ms"))
        .startsWith("Leadloop did not start: the database of leadloop.database.url cannot be reached: ")
        .doesNotContain("\n");
  }

  @Test
  void databaseThatIsAwayForAWhileIsWaitedFor() {
    AtomicInteger tries = new AtomicInteger();
    StartFailure away = new StartFailure("away", new RuntimeException(new SQLException("starting up", "57P03")));
    assertThat(DatabaseConfiguration.waited(Duration.ofMinutes(1), Duration.ofMillis(1), () -> {
      if (tries.incrementAndGet() < 4) {
        throw away;
      }
      return "there";
    })).isEqualTo("there");
    assertThat(tries).hasValue(4);
    StartFailure wrong = new StartFailure("wrong", new SQLException("password", "28P01"));
    assertThat(catchThrowable(() -> DatabaseConfiguration.waited(Duration.ofMinutes(1), Duration.ofMillis(1), () -> {
      tries.incrementAndGet();
      throw wrong;
    }))).isSameAs(wrong);
    assertThat(tries).as("what waiting does not mend is told at once").hasValue(5);
    assertThat(catchThrowable(() -> DatabaseConfiguration.waited(Duration.ofMillis(20), Duration.ofMillis(5), () -> {
      throw away;
    }))).isSameAs(away);
  }

  @Test
  void startsWhileTemporalIsDown() {
    try (TestDatabase database = TestPostgres.emptyDatabase();
        ConfigurableApplicationContext context = run(
            "--leadloop.temporal.target=127.0.0.1:1", "--leadloop.database.url=" + database.url())) {
      assertThat(context.getBean(Workers.class).isRunning()).isTrue();
    }
  }

  private static String startExpectingFailure(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      assertThat(catchThrowable(() -> run(arguments).close())).isNotNull();
    } finally {
      System.setErr(before);
    }
    return captured.toString(StandardCharsets.UTF_8).strip();
  }

  private static ConfigurableApplicationContext run(String... arguments) {
    SpringApplication application = new SpringApplication(WorkerApplication.class);
    application.setLogStartupInfo(false);
    application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
    return application.run(arguments);
  }
}
