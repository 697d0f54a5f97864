package dev.leadloop.intent;

import dev.leadloop.account.told.AccountOpeningStore;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.intent.IntentFile.Asked;
import dev.leadloop.intent.IntentFile.Limits;
import dev.leadloop.lead.Principal;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Intent on a database of its own, by a clock that the test sets. */
final class IntentRig implements AutoCloseable {
  static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "campaigns");

  private final TestDatabase database = TestPostgres.freshDatabase();
  final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  final IntentFileStore files = new IntentFileStore(jdbc);
  final Intents intents;
  final SignalIntents signals;
  Instant now = Instant.parse("2026-11-23T10:00:00Z");

  private final InstantSource clock = () -> now;
  private final NamesInForce names =
      new NamesInForce(RecordFixture.policies(PolicyTexts.read(PolicyCatalog.starter(), 1)), clock);

  IntentRig() {
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    intents = new Intents(new SurgeStore(jdbc), new AccountOpeningStore(jdbc), transaction, clock);
    signals = new SignalIntents(new SignalIntentStore(jdbc), intents, clock);
  }

  IntentTally.Taken read(String file) {
    return read(file, null, null, null);
  }

  IntentTally.Taken read(String file, @Nullable String columns, @Nullable Instant toldAt, @Nullable String dateFormat) {
    return read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), Limits.DEFAULT, columns, toldAt, dateFormat);
  }

  IntentTally.Taken read(
      InputStream file, Limits limits, @Nullable String columns, @Nullable Instant toldAt, @Nullable String dateFormat) {
    return new IntentFile(intents, files, names, clock, limits)
        .read(file, new Asked("week.csv", "bombora", columns, toldAt, dateFormat, null), MARKETING);
  }

  /** Every surge as company, topic, source, score and time. */
  List<String> surges() {
    return jdbc.sql(
            """
            select concat_ws('|', a.kind, a.key, s.topic, s.source, s.score, to_char(s.at at time zone 'UTC', 'YYYY-MM-DD'))
              from account_surge s join account a using (account_id) order by 1""")
        .query(String.class).list();
  }

  /** The faults, each as line and message. */
  static String faults(IntentTally.Taken taken) {
    return taken.faults().stream().map(fault -> fault.line() + ": " + fault.message()).collect(Collectors.joining("\n"));
  }

  int number(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  @Override
  public void close() {
    database.close();
  }
}
