package dev.leadloop.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.dryrun.DryRunOrder;
import dev.leadloop.dryrun.Engagement;
import dev.leadloop.dryrun.SalesAnswer;
import dev.leadloop.dryrun.Simulation;
import dev.leadloop.dryrun.SimulationOrder;
import dev.leadloop.dryrun.SimulationOrder.LeadFile;
import dev.leadloop.dryrun.SimulationOrder.Which;
import dev.leadloop.dryrun.SimulationStore;
import dev.leadloop.imports.MappingReader;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.Segments;
import dev.leadloop.policyfile.draft.PolicyDrafts;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.RepeatingTasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/** Takes orders for dry runs, looks them over, and shows what came of them: one desk for calls and pages. */
@Service
public class DryRunDesk {
  /** Runs that may wait or run at once. */
  private static final int MOST_OPEN = 10;

  private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}");
  private static final Pattern DRAFT = Pattern.compile("draft:d?([0-9]{1,9})");

  private final SimulationStore store;
  private final PolicyCatalog policies;
  private final PolicyDrafts drafts;
  private final Measuring measuring;
  private final RepeatingTasks simulationTask;
  private final InstantSource clock;

  DryRunDesk(
      SimulationStore store, PolicyCatalog policies, PolicyDrafts drafts, Measuring measuring,
      @Qualifier("simulationTask") RepeatingTasks simulationTask, InstantSource clock) {
    this.store = store;
    this.policies = policies;
    this.drafts = drafts;
    this.measuring = measuring;
    this.simulationTask = simulationTask;
    this.clock = clock;
  }

  /**
   * What somebody wants played; null is left to us.
   *
   * @param policy a version, {@code draft:4}, or null for the version in force
   * @param document a document instead
   * @param against a version or a draft; null for no comparison
   * @param segment a condition; null for all leads
   * @param csv the leads of a file instead
   * @param mapping of the file
   */
  public record Wish(
      @Nullable String policy, @Nullable String document, @Nullable String against, @Nullable JsonNode segment,
      @Nullable String csv,
      @Nullable String mapping, @Nullable Integer days, @Nullable Long seed, @Nullable String sales,
      @Nullable String engagement) {}

  /** Keeps an order that can be followed; it is carried out by and by. */
  public Simulation order(Wish wish, Caller caller) {
    int days = wish.days() == null ? DryRunOrder.USUAL_DAYS : wish.days();
    if (days < 1 || days > DryRunOrder.MOST_DAYS) {
      throw FieldError.in("days", "must be from 1 to " + DryRunOrder.MOST_DAYS);
    }
    SalesAnswer sales = wish.sales() == null ? SalesAnswer.IN_TIME
        : SalesAnswer.of(wish.sales()).orElseThrow(() -> FieldError.in("sales", "must be never, in-time or recorded"));
    Engagement engagement = engagement(wish);
    Which policy = wish.document() == null ? which("policy", wish.policy()) : document(wish.document());
    Which against = wish.against() == null ? null : which("against", wish.against());
    look(wish, policy);
    if (store.open() >= MOST_OPEN) {
      throw Problem.REFUSED.because(MOST_OPEN + " dry runs wait already. Order this one again when some of them are over.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    SimulationOrder order = new SimulationOrder(
        policy, against, wish.csv() == null ? wish.segment() : null,
        wish.csv() == null ? null : new LeadFile("the file", String.valueOf(wish.mapping()), null),
        engagement == Engagement.REPLAY ? now.minus(Duration.ofDays(days)) : now, days, wish.seed() == null
        ? DryRunOrder.USUAL_SEED : wish.seed(),
        sales, engagement, measuring.zone().getId());
    String id = UUID.randomUUID().toString();
    store.insert(
        id, order, wish.csv() == null ? null : wish.csv().getBytes(StandardCharsets.UTF_8), caller.principal(), clock.instant());
    simulationTask.wake();
    return one(id);
  }

  /** The run of that id. */
  public Simulation one(String id) {
    return store.find(id).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no dry run '" + id + "'. The newest " + SimulationStore.KEPT
        + " are kept: GET /api/v1/simulations lists them."));
  }

  /** The newest runs, without their results. */
  public List<Simulation> newest() {
    return store.newest(SimulationStore.KEPT);
  }

  private static Engagement engagement(Wish wish) {
    if (wish.engagement() == null || wish.engagement().equals("none")) {
      return Engagement.NONE;
    }
    if (!wish.engagement().equals(Engagement.REPLAY.name().toLowerCase(Locale.ROOT)) || wish.csv() == null) {
      throw FieldError.in("engagement", "must be none or, with the leads of a file, replay");
    }
    return Engagement.REPLAY;
  }

  private void look(Wish wish, Which policy) {
    if (wish.csv() != null && wish.mapping() == null) {
      throw FieldError.in("mapping", "is needed with 'csv': it says what the columns mean, as an import takes it");
    }
    try {
      if (wish.csv() != null) {
        MappingReader.read(String.valueOf(wish.mapping()));
      } else if (wish.segment() != null) {
        Segments.parse(wish.segment().toString(), read(policy));
      }
    } catch (ImportRefused refused) {
      throw FieldError.in("mapping", "cannot be used: " + String.join(" ", refused.problems()));
    } catch (IllegalArgumentException wrong) {
      throw FieldError.in("segment", "cannot be used: " + wrong.getMessage());
    }
  }

  private LeadPolicy read(Which which) {
    Integer version = which.version();
    return version != null ? policies.version(version)
        : PolicyFiles.parse(String.valueOf(which.document()), policies.latest().version() + 1, policies.knownTemplate());
  }

  private Which which(String field, @Nullable String said) {
    if (said == null) {
      int version = policies.latest().version();
      return new Which("version " + version, version, null);
    }
    var draft = DRAFT.matcher(said);
    if (draft.matches()) {
      String document = drafts.find(Long.parseLong(draft.group(1)))
          .orElseThrow(() -> FieldError.in(field, "names a draft that is not there; GET /api/v1/policies/drafts lists them"))
          .document();
      document(document);
      return new Which("draft d" + draft.group(1), null, document);
    }
    if (!VERSION.matcher(said).matches() || Integer.parseInt(said) < 1 || Integer.parseInt(said) > policies.latest().version()) {
      throw FieldError.in(field, "must be a version from 1 to " + policies.latest().version() + ", or a draft such as draft:4");
    }
    return new Which("version " + said, Integer.valueOf(said), null);
  }

  private Which document(String document) {
    try {
      PolicyFiles.parse(document, policies.latest().version() + 1, policies.knownTemplate());
      return new Which("the document", null, document);
    } catch (InvalidPolicy invalid) {
      throw FieldError.in("document", "has errors, the first in line " + invalid.problems().getFirst().line() + ": "
          + invalid.problems().getFirst().message() + "; POST /api/v1/policies/validate tells all of them");
    }
  }
}
