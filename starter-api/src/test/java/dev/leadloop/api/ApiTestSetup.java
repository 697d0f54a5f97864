package dev.leadloop.api;

import dev.leadloop.account.AccountConfiguration;
import dev.leadloop.account.alias.AliasConfiguration;
import dev.leadloop.backtest.BacktestConfiguration;
import dev.leadloop.bulk.BulkConfiguration;
import dev.leadloop.connect.ConnectConfiguration;
import dev.leadloop.connect.hubspot.HubSpotConfiguration;
import dev.leadloop.connect.rest.RestConfiguration;
import dev.leadloop.connect.salesforce.SalesforceConfiguration;
import dev.leadloop.connect.stop.StopConfiguration;
import dev.leadloop.consent.ConsentConfiguration;
import dev.leadloop.desk.DeskConfiguration;
import dev.leadloop.doubt.DoubtConfiguration;
import dev.leadloop.dryrun.DryRunConfiguration;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.saved.MailTexts;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.LinkTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.EmailTransports;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutboxErasing;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.email.transport.SamplesStayHere;
import dev.leadloop.email.transport.SignInRefusals;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.enrichment.Enrichment;
import dev.leadloop.enrichment.EnrichmentErasingStore;
import dev.leadloop.enrichment.EnrichmentSettings;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.work.ErasureConfiguration;
import dev.leadloop.handoff.HandoffConfiguration;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.intake.IntakeConfiguration;
import dev.leadloop.intake.warning.WarningConfiguration;
import dev.leadloop.intent.IntentConfiguration;
import dev.leadloop.keys.KeysConfiguration;
import dev.leadloop.keys.SecretStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.measures.counting.MeasuringConfiguration;
import dev.leadloop.measures.rebuild.RebuildConfiguration;
import dev.leadloop.notify.webhook.NotifyConfiguration;
import dev.leadloop.nurturing.NurturingConfiguration;
import dev.leadloop.orders.LeadDecider;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.prediction.PredictionConfiguration;
import dev.leadloop.prediction.training.TrainingConfiguration;
import dev.leadloop.provider.ProviderConfiguration;
import dev.leadloop.record.RecordConfiguration;
import dev.leadloop.roster.RosterConfiguration;
import dev.leadloop.sending.SendingConfiguration;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.view.ViewConfiguration;
import dev.leadloop.worker.temporal.TemporalUi;
import dev.leadloop.worker.temporal.WorkflowsConfiguration;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The calls over a real database, with Temporal played by a field that a test sets. Not a stereotype of Spring, so that no
 * other test that scans these packages takes it up.
 */
@EnableAutoConfiguration
@Import({
  RecordConfiguration.class, IntakeConfiguration.class, WarningConfiguration.class, DeskConfiguration.class,
  RosterConfiguration.class,
      ViewConfiguration.class, AccountConfiguration.class, AliasConfiguration.class, IntentConfiguration.class,
      MeasuringConfiguration.class, RebuildConfiguration.class, PredictionConfiguration.class, TrainingConfiguration.class,
  KeysConfiguration.class, SendingConfiguration.class, ConsentConfiguration.class, DoubtConfiguration.class,
  HandoffConfiguration.class, NotifyConfiguration.class,
  ProviderConfiguration.class, NurturingConfiguration.class, BulkConfiguration.class, BacktestConfiguration.class,
  DryRunConfiguration.class, ErasureConfiguration.class, ConnectConfiguration.class, HubSpotConfiguration.class,
  RestConfiguration.class, SalesforceConfiguration.class, StopConfiguration.class,
  WorkflowsConfiguration.class
})
@ComponentScan(
    basePackages = {
      "dev.leadloop.accounts",
      "dev.leadloop.api",
      "dev.leadloop.backtests",
      "dev.leadloop.bulkorders",
      "dev.leadloop.campaigns",
      "dev.leadloop.checks",
      "dev.leadloop.connectors",
      "dev.leadloop.console",
      "dev.leadloop.erasures",
      "dev.leadloop.finding",
      "dev.leadloop.learning",
      "dev.leadloop.imports",
      "dev.leadloop.metrics",
      "dev.leadloop.orders",
      "dev.leadloop.pages",
      "dev.leadloop.audit",
      "dev.leadloop.people",
      "dev.leadloop.person",
      "dev.leadloop.policies",
      "dev.leadloop.problem",
      "dev.leadloop.replies",
      "dev.leadloop.reps",
      "dev.leadloop.sample",
      "dev.leadloop.security",
      "dev.leadloop.sequences",
      "dev.leadloop.setup",
      "dev.leadloop.texts",
      "dev.leadloop.tracing",
      "dev.leadloop.watching",
      "dev.leadloop.web",
      "dev.leadloop.webhook",
      "dev.leadloop.why"
    },
    excludeFilters =
        @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(LeadloopApplication|DeciderConfiguration)"))
public class ApiTestSetup {

  /** What Temporal would do with an answer. */
  public static final class FakeWorkflows implements LeadDecider {
    private static final LeadDecider SILENT = (lead, event, patience) -> Optional.empty();
    public final AtomicReference<LeadDecider> behaviour = new AtomicReference<>(SILENT);

    public void silent() {
      behaviour.set(SILENT);
    }

    @Override
    public Optional<Verdict> decide(LeadId lead, String eventId, Duration patience) {
      return behaviour.get().decide(lead, eventId, patience);
    }
  }

  /** Counts how often the relay was woken. */
  public static final class CountingBell implements InboxBell {
    public final AtomicInteger calls = new AtomicInteger();

    @Override
    public void wake() {
      calls.incrementAndGet();
    }
  }

  @Bean
  FakeWorkflows workflows() {
    return new FakeWorkflows();
  }

  @Bean
  CountingBell bell() {
    return new CountingBell();
  }

  @Bean(destroyMethod = "close")
  TestDatabase database() {
    return TestPostgres.freshDatabase();
  }

  /** A database that a test can take away. */
  public static final class SwitchedDataSource extends DelegatingDataSource {
    public volatile boolean gone;

    public SwitchedDataSource(DataSource behind) {
      super(behind);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (gone) {
        throw new SQLTransientConnectionException("Connection refused", "08001");
      }
      return super.getConnection();
    }
  }

  @Bean(destroyMethod = "")
  SwitchedDataSource dataSource(TestDatabase database) {
    return new SwitchedDataSource(database.dataSource());
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
    return new TransactionTemplate(transactions);
  }

  @Bean
  JdbcClient jdbcClient(DataSource dataSource) {
    return JdbcClient.create(dataSource);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  DataFolder dataFolder() throws IOException {
    return new DataFolder(Files.createTempDirectory("leadloop-api-test"));
  }

  @Bean
  TemporalUi temporalUi() {
    return new TemporalUi(Optional.of("http://temporal.example"), "leadloop", true);
  }

  /** Points nowhere: the API must do without Temporal. */
  @Bean
  WorkflowClient workflowClient() {
    return WorkflowClient.newInstance(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build()));
  }

  @Bean
  PolicyCatalog policies(JdbcClient jdbc) {
    PolicyCatalog catalog = new PolicyCatalog(jdbc, template -> true);
    catalog.publishStarterIfNone(null);
    return catalog;
  }

  /** Sends as it would, and keeps what went. */
  public static final class KeptMail implements EmailTransport {
    public final List<OutgoingEmail> sent = new CopyOnWriteArrayList<>();
    private final EmailTransport transport;

    public KeptMail(EmailTransport transport) {
      this.transport = transport;
    }

    @Override
    public TransportResult send(OutgoingEmail email) {
      sent.add(email);
      return transport.send(email);
    }

    @Override
    public boolean takesOnce() {
      return transport.takesOnce();
    }
  }

  /** Nobody is asked about leads. */
  @Bean
  Enrichment enrichment(JdbcClient jdbc) {
    Duration day = Duration.ofDays(1);
    return new Enrichment(new EnrichmentSettings(null, null, Duration.ZERO, day, day, day), List.of(), jdbc);
  }

  @Bean
  Erases enrichmentErasing(JdbcClient jdbc) {
    return EnrichmentErasingStore.over(jdbc);
  }

  @Bean
  HandoffTokens handoffTokens(SignedTokens tokens, Clock clock) {
    return new HandoffTokens(tokens, clock);
  }

  @Bean
  SecretStore secretStore(JdbcClient jdbc) {
    return new SecretStore(jdbc);
  }

  @Bean
  EmailSettings emailSettings(DataFolder folder) {
    return Emails.outbox(folder.at("outbox"), URI.create("http://localhost"));
  }

  @Bean
  Erases outboxErasing(EmailSettings settings) {
    return new OutboxErasing(settings.outboxFolder());
  }

  @Bean
  SignInRefusals signInRefusals(Clock clock) {
    return new SignInRefusals(clock);
  }

  @Bean
  KeptMail emailTransport(EmailSettings settings, Clock clock, SignInRefusals refusals) {
    return new KeptMail(new SamplesStayHere(refusals.noticing(EmailTransports.create(settings, clock, Emails.noReplies()))));
  }

  @Bean
  ReplyAddresses replyAddresses() {
    return new ReplyAddresses(Mailbox.of("reply@in.example.com"), Mailbox.of("bounce@in.example.com"), new byte[32]);
  }

  @Bean
  MailTexts mailTexts(JdbcClient jdbc, Clock clock) {
    return new MailTexts(jdbc, EmailTemplates.starter(), clock);
  }

  @Bean
  EmailComposer emailComposer(EmailSettings settings, MailTexts texts, UnsubscribeTokens tokens, ReplyAddresses replies) {
    return new EmailComposer(settings, texts, tokens, replies, false);
  }

  @Bean
  SignedTokens signedTokens(Clock clock) {
    return new SignedTokens(new byte[32], clock);
  }

  @Bean
  UnsubscribeTokens unsubscribeTokens(SignedTokens tokens) {
    return new UnsubscribeTokens(tokens);
  }

  @Bean
  ConfirmationTokens confirmationTokens(SignedTokens tokens) {
    return new ConfirmationTokens(tokens);
  }

  @Bean
  LinkTokens linkTokens(SignedTokens tokens) {
    return new LinkTokens(tokens);
  }
}
