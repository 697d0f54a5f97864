package dev.leadloop.imports;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.lead.Principal;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.CountingDataSource;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.temporal.imports.ImportProgress;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Imports on a database of their own, as the product wires them. */
public final class ImportRig implements AutoCloseable {
  /** In whose name the rig imports. */
  public static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "campaigns");

  private final TestDatabase database = TestPostgres.freshDatabase();
  /** What is asked of the database. */
  public final CountingDataSource source = new CountingDataSource(database.dataSource());

  private final JdbcTransactionManager transactions = new JdbcTransactionManager(source);

  /** The database. */
  public final JdbcClient jdbc = JdbcClient.create(source);

  /** Imports and rows. */
  public final ImportStore store = new ImportStore(jdbc);

  /** Brings rows in. */
  public final ImportBatches batches;

  public ImportRig() {
    InboxStore inbox = new InboxStore(jdbc);
    LeadIntake intake = new LeadIntake(jdbc, inbox, transactions, Clock.systemUTC(), EmailAddresses::normalise);
    batches = new ImportBatches(store, intake, new LeadStore(jdbc), inbox, starterNames(), transactions);
  }

  private static NamesInForce starterNames() {
    return new NamesInForce(RecordFixture.policies(PolicyTexts.read(PolicyCatalog.starter(), 1)), Clock.systemUTC());
  }

  /** Stages a file. */
  public String stage(InputStream file, String mapping) {
    return stage(file, mapping, ImportStaging.Limits.DEFAULT);
  }

  public String stage(InputStream file, String mapping, ImportStaging.Limits limits) {
    return new ImportStaging(store, transactions, limits).stage(file, null, "leads.csv", mapping, MARKETING);
  }

  public String stage(String file, String mapping) {
    return stage(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), mapping);
  }

  /** Runs the batches of an import to its end. */
  public ImportProgress run(String importId) {
    ImportProgress progress = batches.importBatch(importId);
    while (!progress.finished()) {
      progress = batches.importBatch(importId);
    }
    return progress;
  }

  ImportProgress importAll(String file, String mapping) {
    return run(stage(file, mapping));
  }

  String errors(String importId) throws IOException {
    StringWriter report = new StringWriter();
    new ImportErrors(store).write(store.find(importId).orElseThrow(), report);
    return report.toString();
  }

  /** The only number a statement answers with. */
  public int number(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  List<String> texts(String sql) {
    return jdbc.sql(sql).query(String.class).list();
  }

  /** Forgets all leads and imports: a fresh database for every test would cost a second each. */
  public void clear() {
    for (String table : List.of("import_seen", "import_row", "import_job", "inbox", "touch", "consent_record", "lead_identity",
        "lead")) {
      jdbc.sql("delete from " + table).update();
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
