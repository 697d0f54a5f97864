package dev.leadloop.dryrun;

import dev.leadloop.dryrun.SimulationOrder.LeadFile;
import dev.leadloop.dryrun.SimulationOrder.Which;
import dev.leadloop.dryrun.SimulationStore.Claimed;
import dev.leadloop.imports.FileRows;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.Segments;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.simulation.dryrun.DryRun;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.view.SegmentStore;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Carries out the dry runs that were ordered, one after the other. A run whose process was ended in the middle is begun again by
 * whichever process looks next once its lease is over: played again it comes to the same.
 */
public final class Simulations {
  /** Changed leads that are kept of a run. */
  public static final int MOST_CHANGES = 2_000;

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration TOLD_EVERY = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int MOST_ATTEMPTS = 3;
  private static final Logger LOG = LoggerFactory.getLogger(Simulations.class);

  private final SimulationStore store;
  private final PlayedStore played;
  private final SegmentStore segments;
  private final LiveSales sales;
  private final PolicyCatalog policies;
  private final InstantSource clock;
  private final Limits limits;

  /**
   * What a run may take.
   *
   * @param leads most leads of one run
   * @param threads threads that play
   */
  public record Limits(int leads, int threads) {}

  public Simulations(SimulationStore store, JdbcClient jdbc, PolicyCatalog policies, InstantSource clock, Limits limits) {
    this.store = store;
    this.played = new PlayedStore(jdbc);
    this.segments = new SegmentStore(jdbc);
    this.sales = new LiveSales(jdbc);
    this.policies = policies;
    this.clock = clock;
    this.limits = limits;
  }

  /** Carries out the next run, where one waits; returns how long to wait for another. */
  public Duration next() {
    Optional<Claimed> claimed = store.claim(clock.instant(), LEASE);
    claimed.ifPresent(this::run);
    return claimed.isPresent() ? Duration.ZERO : IDLE;
  }

  /** Most leads of one run. */
  public int mostLeads() {
    return limits.leads();
  }

  private void run(Claimed run) {
    try {
      if (run.attempt() > MOST_ATTEMPTS) {
        store.failed(run.id(), run.attempt(), "It was begun " + MOST_ATTEMPTS
            + " times and never came to its end; play fewer leads"
            + " or days.", clock.instant());
        return;
      }
      store.done(run.id(), run.attempt(), play(run), clock.instant());
    } catch (Lease.Lost lost) {
      LOG.info("Dry run {} was stopped, or is played by another process", run.id());
    } catch (ImportRefused refused) {
      store.failed(run.id(), run.attempt(), String.join(" ", refused.problems()), clock.instant());
    } catch (InvalidPolicy invalid) {
      store.failed(run.id(), run.attempt(), "The policy has errors: " + invalid.problems().getFirst().message(), clock.instant());
    } catch (IllegalArgumentException wrong) {
      store.failed(run.id(), run.attempt(), String.valueOf(wrong.getMessage()), clock.instant());
    } catch (RuntimeException broken) {
      if (Thread.interrupted() || broken.getCause() instanceof InterruptedException) {
        LOG.info("Dry run {} is begun again by another process, since this one ends", run.id());
        store.letGo(run.id(), run.attempt());
        Thread.currentThread().interrupt();
        return;
      }
      LOG.error("Dry run {} failed", run.id(), broken);
      store.failed(run.id(), run.attempt(), "It could not be played; the log says why.", clock.instant());
    }
  }

  private DryRunReport play(Claimed run) {
    SimulationOrder ordered = run.order();
    LeadPolicy policy = policy(ordered.policy());
    Which other = ordered.against();
    LeadPolicy against = other == null ? null : policy(other);
    DryRunOrder order = new DryRunOrder(
        new DryRun.Asked(ordered.policy().said(), policy),
        other == null || against == null ? null : new DryRun.Asked(other.said(), against),
        ordered.from(), ordered.days(), ordered.seed(), ordered.sales(), ordered.engagement(), ZoneId.of(ordered.zone()));
    LeadFile file = ordered.file();
    try (ManyHands hands = new ManyHands(limits.threads());
        Lease lease = new Lease(store, run, total(run), LEASE, TOLD_EVERY, clock)) {
      DryRunPlayer player = new DryRunPlayer(
          order, sales.of(ordered.sales(), policy, ordered.from()), lease.of(hands), limits.leads());
      if (file != null) {
        byte[] bytes = run.file() == null ? new byte[0] : run.file();
        try (FileRows rows = FileRows.open(
            new ByteArrayInputStream(bytes), file.charset(), file.mapping(), order.from(), PolicyNames.of(policy),
            bytes.length)) {
          FileLeads leads = new FileLeads(rows, order.engagement(), order.from(), order.until()).withoutAddresses();
          return player.play(leads, file.name(), lease, MOST_CHANGES);
        }
      }
      List<LeadPolicy> both = against == null ? List.of(policy) : List.of(policy, against);
      LiveLeads leads = new LiveLeads(
          segments, played, ordered.segment() == null ? null : Segments.taken(ordered.segment().toString(), policy), order.from(),
          both);
      return player.play(
          leads, ordered.segment() == null ? "all leads" : "the segment " + ordered.segment(), lease, MOST_CHANGES);
    }
  }

  private LeadPolicy policy(Which which) {
    Integer version = which.version();
    return policies.foretold(version != null
        ? policies.version(version)
        : PolicyFiles.parse(String.valueOf(which.document()), policies.latest().version() + 1, policies.knownTemplate()));
  }

  /** As many lives as there will be, for whoever watches; null where nobody knows. */
  private @Nullable Integer total(Claimed run) {
    byte[] bytes = run.file();
    LeadFile file = run.order().file();
    return bytes == null || file == null ? null
        : LeadFileLook.refuseTooLong(new ByteArrayInputStream(bytes), file.charset(), file.mapping(), limits.leads())
            * (run.order().against() == null ? 1 : 2);
  }
}
