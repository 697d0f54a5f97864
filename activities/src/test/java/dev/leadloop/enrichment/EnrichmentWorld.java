package dev.leadloop.enrichment;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.inbox.RingStore;
import dev.leadloop.intake.FoundFacts;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A record, a way in and providers, as a process wires them. */
final class EnrichmentWorld implements AutoCloseable {
  static final Principal SITE = new Principal(Principal.Kind.MARKETING, "site");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final TestDatabase database = TestPostgres.freshDatabase();
  final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  final InboxStore inbox = new InboxStore(jdbc);
  final RingStore rings = new RingStore(jdbc);
  final LeadStore leads = new LeadStore(jdbc);
  final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
  final Enrichment enrichment;
  final Enricher enricher;
  final LeadIntake intake;
  final EnrichmentSettings settings;
  private final List<EnrichmentProvider> providers;

  EnrichmentWorld(Duration patience, EnrichmentProvider... providers) {
    this.providers = List.of(providers);
    this.settings = new EnrichmentSettings(
        null, null, patience, Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(1));
    this.enrichment = new Enrichment(settings, this.providers, jdbc);
    this.enricher = new Enricher(
        this.providers, jdbc, new FoundFacts(jdbc, inbox, InstantSource.system()), transaction, InstantSource.system());
    this.intake = new LeadIntake(
        jdbc, inbox, new JdbcTransactionManager(database.dataSource()), InstantSource.system(), EmailAddresses::normalise)
        .finding(enrichment);
  }

  Asking asking(EnrichmentProvider provider, int atOnce, int perSecond) {
    ServiceSettings service = new ServiceSettings(
        provider.name(), "https://x.example/{domain}", "GET", null, List.of(), Map.of(), Duration.ofSeconds(2), 1000, atOnce,
        perSecond);
    return new Asking(provider, service, settings, jdbc, transaction, InstantSource.system(), () -> {});
  }

  static String email(String domain) {
    return "p" + NUMBER.incrementAndGet() + "@" + domain;
  }

  static String domain() {
    return "d" + NUMBER.incrementAndGet() + ".example";
  }

  LeadId told(String email) {
    return told(email, LeadDetails.Facts.NONE, false);
  }

  LeadId told(String email, LeadDetails.Facts facts, boolean imported) {
    return accepted(intake.intake(new IntakeRequest(
        new LeadDetails(email, null, facts, LeadDetails.Touch.NONE, Map.of()), SITE, null, imported, null)));
  }

  static LeadId accepted(Intake answer) {
    return ((Intake.Accepted) answer).lead();
  }

  LeadRecord lead(LeadId lead) {
    return leads.find(lead).orElseThrow();
  }

  /** Leads that may be called for now. */
  boolean rings(LeadId lead) {
    return jdbc.sql("select count(*) from inbox where lead_id = :lead and decided_seq is null and ring_at <= now()")
        .param("lead", lead.value()).query(Integer.class).single() > 0;
  }

  int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  /** Looks until nothing is due. */
  void lookAtAll() {
    while (enricher.look().leads() > 0) {
      // On to the next.
    }
  }

  static void until(Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not come to hold within 20 s");
      }
      Thread.sleep(20);
    }
  }

  /** A service that answers as it is told to. */
  static final class Scripted implements EnrichmentProvider {
    final AtomicInteger asked = new AtomicInteger();
    final java.util.Map<String, AtomicInteger> byDomain = new java.util.concurrent.ConcurrentHashMap<>();
    volatile Function<Question, Answer> answers;

    Scripted(Function<Question, Answer> answers) {
      this.answers = answers;
    }

    static Answer found(String... facts) {
      java.util.Map<String, String> map = new java.util.HashMap<>();
      for (int i = 0; i < facts.length; i += 2) {
        map.put(facts[i], facts[i + 1]);
      }
      return new Answer.Found(map);
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Optional<Subject> about(Question question) {
      return Optional.ofNullable(question.domain()).map(domain -> new Subject("domain:" + domain, false));
    }

    @Override
    public Answer ask(Question question) {
      asked.incrementAndGet();
      byDomain.computeIfAbsent(domainOf(question), d -> new AtomicInteger()).incrementAndGet();
      return answers.apply(question);
    }

    private static String domainOf(Question question) {
      @Nullable String domain = question.domain();
      return domain == null ? "" : domain;
    }

    @Override
    public boolean remote() {
      return true;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
