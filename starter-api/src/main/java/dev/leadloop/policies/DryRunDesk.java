package dev.leadloop.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.dryrun.DryRunOrder;
import dev.leadloop.dryrun.Engagement;
import dev.leadloop.dryrun.LeadFileLook;
import dev.leadloop.dryrun.SalesAnswer;
import dev.leadloop.dryrun.Simulation;
import dev.leadloop.dryrun.SimulationOrder;
import dev.leadloop.dryrun.SimulationOrder.LeadFile;
import dev.leadloop.dryrun.SimulationOrder.Which;
import dev.leadloop.dryrun.SimulationStore;
import dev.leadloop.dryrun.Simulations;
import dev.leadloop.imports.MappingReader;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.RepeatingTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/** Takes orders for dry runs, looks them over, and shows what came of them: one desk for calls and pages. */
@Service
public class DryRunDesk {
  /** What a file is called that came in the body of a call. */
  public static final String OF_CALL = "the file";

  /** Runs that may wait or run at once. */
  private static final int MOST_OPEN = 10;

  private final SimulationStore store;
  private final Simulations simulations;
  private final PlayedPolicies policies;
  private final Measuring measuring;
  private final RepeatingTasks simulationTask;
  private final InstantSource clock;

  DryRunDesk(
      SimulationStore store, Simulations simulations, PlayedPolicies policies, Measuring measuring,
      @Qualifier("simulationTask") RepeatingTasks simulationTask, InstantSource clock) {
    this.store = store;
    this.simulations = simulations;
    this.policies = policies;
    this.measuring = measuring;
    this.simulationTask = simulationTask;
    this.clock = clock;
  }

  /**
   * What somebody wants played; null is left to us.
   *
   * @param policy a version, a draft such as d4, or null for the version in force
   * @param document a document instead
   * @param against a version or a draft; null for no comparison
   * @param segment a condition, or the name of a segment of the policy; null for all leads
   * @param file the leads of a file instead
   */
  public record Wish(
      @Nullable String policy, @Nullable String document, @Nullable String against, @Nullable JsonNode segment,
      @Nullable Sent file, @Nullable Integer days, @Nullable Long seed, @Nullable String sales, @Nullable String engagement) {}

  /**
   * A file that is sent along.
   *
   * @param mapping what its columns mean, as an import takes it
   * @param charset null for UTF-8
   */
  public record Sent(String name, byte[] bytes, @Nullable String mapping, @Nullable String charset) {}

  /** Keeps an order that can be followed; it is carried out by and by. */
  public Simulation order(Wish wish, Caller caller) {
    int days = wish.days() == null ? DryRunOrder.USUAL_DAYS : wish.days();
    if (days < 1 || days > DryRunOrder.MOST_DAYS) {
      throw FieldError.in("days", "must be from 1 to " + DryRunOrder.MOST_DAYS);
    }
    SalesAnswer sales = wish.sales() == null ? SalesAnswer.IN_TIME
        : SalesAnswer.of(wish.sales()).orElseThrow(() -> FieldError.in("sales", "must be never, in-time or recorded"));
    Engagement engagement = engagement(wish);
    Which policy = wish.document() == null ? policies.which("policy", wish.policy()) : policies.document(wish.document());
    Which against = wish.against() == null ? null : policies.which("against", wish.against());
    JsonNode segment = wish.file() == null ? policies.segment(wish.segment(), policy) : null;
    LeadFile file = wish.file() == null ? null : file(wish.file());
    if (store.open() >= MOST_OPEN) {
      throw Problem.REFUSED.because(MOST_OPEN + " dry runs wait already. Order this one again when some of them are over.");
    }
    // Never before what is on record of the leads.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    SimulationOrder order = new SimulationOrder(
        policy, against, segment, file, engagement == Engagement.REPLAY ? now.minus(Duration.ofDays(days)) : now, days,
        wish.seed() == null ? DryRunOrder.USUAL_SEED : wish.seed(), sales, engagement, measuring.zone().getId());
    String id = UUID.randomUUID().toString();
    store.insert(id, order, wish.file() == null ? null : wish.file().bytes(), caller.principal(), clock.instant());
    simulationTask.wake();
    return one(id);
  }

  /** The run of that id. */
  public Simulation one(String id) {
    return store.find(id).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no dry run '" + id + "'. The newest " + SimulationStore.KEPT
        + " are kept: GET /api/v1/simulations lists them."));
  }

  /** Stops a run that waits or goes on; one that is over stays as it is. */
  public Simulation stop(String id) {
    store.stop(one(id).id(), clock.instant());
    return one(id);
  }

  /** The newest runs, without their results. */
  public List<Simulation> newest() {
    return store.newest(SimulationStore.KEPT);
  }

  /** The newest run over a draft such as d4, with its result. */
  public Optional<Simulation> newestOf(String draft) {
    return store.newestOf(draftSaid(draft));
  }

  static String draftSaid(String draft) {
    return "draft " + draft;
  }

  private static Engagement engagement(Wish wish) {
    if (wish.engagement() == null || wish.engagement().equals("none")) {
      return Engagement.NONE;
    }
    if (!wish.engagement().equals(Engagement.REPLAY.name().toLowerCase(Locale.ROOT)) || wish.file() == null) {
      throw FieldError.in("engagement", "must be none or, with the leads of a file, replay");
    }
    return Engagement.REPLAY;
  }

  private LeadFile file(Sent file) {
    String mapping = file.mapping();
    if (mapping == null) {
      throw FieldError.in("mapping", "is needed with 'csv': it says what the columns mean, as an import takes it");
    }
    try {
      MappingReader.read(mapping);
    } catch (ImportRefused refused) {
      throw FieldError.in("mapping", "cannot be used: " + String.join(" ", refused.problems()));
    }
    try {
      LeadFileLook.refuseTooLong(file.bytes(), file.charset(), mapping, simulations.mostLeads());
    } catch (ImportRefused refused) {
      throw FieldError.in("csv", "cannot be played: " + String.join(" ", refused.problems()));
    }
    return new LeadFile(file.name(), mapping, file.charset());
  }
}
