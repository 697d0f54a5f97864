package dev.leadloop.dryrun;

import dev.leadloop.desk.DeskStore;
import dev.leadloop.dryrun.DryRunPlayer.Sales;
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
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.simulation.Habits;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.dryrun.DryRun;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.view.SegmentStore;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  private static final int ENOUGH_HANDOFFS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(Simulations.class);

  private final SimulationStore store;
  private final PlayedStore played;
  private final SegmentStore segments;
  private final DeskStore desk;
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
    this.desk = new DeskStore(jdbc);
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

  private void run(Claimed run) {
    try {
      if (run.attempt() > MOST_ATTEMPTS) {
        store.failed(run.id(), run.attempt(), "It was begun " + MOST_ATTEMPTS
            + " times and never came to its end; play fewer leads"
            + " or days.", clock.instant());
        return;
      }
      store.done(run.id(), run.attempt(), play(run), clock.instant());
    } catch (TakenOver over) {
      LOG.info("Dry run {} is played by another process", run.id());
    } catch (ImportRefused refused) {
      store.failed(run.id(), run.attempt(), String.join(" ", refused.problems()), clock.instant());
    } catch (InvalidPolicy invalid) {
      store.failed(run.id(), run.attempt(), "The policy has errors: " + invalid.problems().getFirst().message(), clock.instant());
    } catch (IllegalArgumentException wrong) {
      store.failed(run.id(), run.attempt(), String.valueOf(wrong.getMessage()), clock.instant());
    } catch (RuntimeException broken) {
      if (Thread.currentThread().isInterrupted() || broken.getCause() instanceof InterruptedException) {
        LOG.info("Dry run {} is begun again once its lease is over, since this process ends", run.id());
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
    Told told = new Told(run, total(run));
    LeadFile file = ordered.file();
    try (ManyHands hands = new ManyHands(limits.threads())) {
      DryRunPlayer player = new DryRunPlayer(order, sales(ordered, policy), hands, limits.leads());
      if (file != null) {
        byte[] bytes = run.file() == null ? new byte[0] : run.file();
        try (FileRows rows = FileRows.open(
            new ByteArrayInputStream(bytes), file.charset(), file.mapping(), order.from(), PolicyNames.of(policy),
            Long.MAX_VALUE)) {
          FileLeads leads = new FileLeads(rows, order.engagement(), order.from(), order.until()).withoutAddresses();
          return DryRunReport.of(player.play(leads, file.name(), told, MOST_CHANGES));
        }
      }
      List<LeadPolicy> both = against == null ? List.of(policy) : List.of(policy, against);
      LiveLeads leads = new LiveLeads(
          segments, played, ordered.segment() == null ? null : Segments.taken(ordered.segment().toString(), policy), order.from(),
          both);
      return DryRunReport.of(player.play(
          leads, ordered.segment() == null ? "all leads" : "the segment " + ordered.segment(), told, MOST_CHANGES));
    }
  }

  private LeadPolicy policy(Which which) {
    Integer version = which.version();
    return policies.foretold(version != null
        ? policies.version(version)
        : PolicyFiles.parse(String.valueOf(which.document()), policies.latest().version() + 1, policies.knownTemplate()));
  }

  /** Nobody has had anything to begin with: what waits for an answer now is answered for among the leads that are played. */
  private Sales sales(SimulationOrder ordered, LeadPolicy policy) {
    List<SalesDesk.Rep> reps = new ArrayList<>();
    for (SalesDesk.Rep rep : desk.look(policy.calendars(), ordered.from()).reps()) {
      SalesDesk.Load load = new SalesDesk.Load(0, 0, rep.load().turns(), rep.load().owed());
      reps.add(new SalesDesk.Rep(rep.id(), rep.team(), rep.active(), rep.absence(), rep.share(), load, rep.hours(),
          rep.teamHours(), rep.skills(), false));
    }
    String words = "There are the " + reps.size()
        + " reps of now, with their hours, absences and limits; handoffs of leads that are"
        + " not played count for nothing, and no company is anybody's account.";
    return new Sales(reps, model(ordered.sales(), policy), words);
  }

  private SalesModel model(SalesAnswer answer, LeadPolicy policy) {
    return switch (answer) {
      case NEVER -> new SalesModel.Never();
      case IN_TIME -> new SalesModel.InTime();
      case RECORDED -> {
        Map<String, Habits> all = played.habits(policy);
        List<Habits.Recorded> together = all.values().stream().flatMap(habits -> habits.handoffs().stream()).toList();
        if (together.isEmpty()) {
          throw new IllegalArgumentException("No handoff is over yet, so nothing is known of how sales answers. Play it with"
              + " \"never\" or \"in-time\".");
        }
        Map<String, Habits> known = new TreeMap<>(all);
        known.values().removeIf(habits -> habits.handoffs().size() < ENOUGH_HANDOFFS);
        yield new SalesModel.Recorded(known, new Habits(together));
      }
    };
  }

  /** About as many lives as there will be, for whoever watches; null where nobody knows. */
  private static @Nullable Integer total(Claimed run) {
    byte[] file = run.file();
    if (file == null) {
      return null;
    }
    int lines = 0;
    for (byte one : file) {
      lines += one == '\n' ? 1 : 0;
    }
    return Math.max(1, lines - 1) * (run.order().against() == null ? 1 : 2);
  }

  private static final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakenOver() {
      super("another process plays it", null, false, false);
    }
  }

  /** Notes how far a run is, now and then. */
  private final class Told implements DryRun.Listener {
    private final Claimed run;
    private final @Nullable Integer total;
    private Instant last = Instant.MIN;

    Told(Claimed run, @Nullable Integer total) {
      this.run = run;
      this.total = total;
    }

    @Override
    public void progress(int lives) {
      Instant now = clock.instant();
      if (last.plus(TOLD_EVERY).isBefore(now)) {
        last = now;
        if (!store.progress(run.id(), run.attempt(), lives, total, now.plus(LEASE))) {
          throw new TakenOver();
        }
      }
    }
  }
}
