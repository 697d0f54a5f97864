package dev.leadloop.prediction.training;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.prediction.FiredRules;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.prediction.kept.ModelStore.Kept;
import dev.leadloop.prediction.model.Example;
import dev.leadloop.prediction.model.Examples;
import dev.leadloop.prediction.model.PredictiveModel;
import dev.leadloop.prediction.model.PredictiveModel.Factor;
import dev.leadloop.prediction.model.Trained.Provenance;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.SignalStore;
import dev.leadloop.view.LeadReadStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Which models there are and which one is in use, and what it foretells of a lead. */
public final class ModelDesk {
  private static final int FACTORS = 6;

  private final ModelStore models;
  private final SignalStore signals;
  private final PolicySource policies;
  private final LeadReadStore reads;
  private final InstantSource clock;

  /** Over the stores. */
  public ModelDesk(
      ModelStore models, SignalStore signals, LeadReadStore reads, PolicySource policies, InstantSource clock) {
    this.reads = reads;
    this.models = models;
    this.signals = signals;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * What is foretold of a lead.
   *
   * @param score from 0 to 100
   * @param outcomes how many the model has seen, those that it was held against among them
   * @param baseRate the share that was won of those it learned from
   */
  public record Prediction(
      int version, double probability, int score, List<Factor> factors, int outcomes, double baseRate) {}

  /** The newest models, the newest first. */
  public List<Kept> newest(int most) {
    return models.newest(most);
  }

  /** The one in use; empty where none is. */
  public Optional<Kept> inUse() {
    return models.inUse();
  }

  /** Takes a version into use; false where there is none of that number. */
  public boolean use(int version, Principal by) {
    return models.use(version, clock.instant(), by.toString());
  }

  /** What the model in use foretells of a lead by all that is known now; empty where no model is in use. */
  public Optional<Prediction> predict(LeadRecord lead) {
    return models.inUse().map(kept -> {
      Provenance from = kept.trained().provenance();
      LeadPolicy policy = policies.version(from.policyVersion());
      LeadProfile known = lead.profile().withAccount(reads.accountKnownAt(lead.leadId(), clock.instant()).orElse(null));
      HandedOver now = HandedOver.now(known, signals.since(lead.leadId(), Instant.EPOCH), clock.instant());
      Example example = Examples.of(now, policy, FiredRules.all(policy));
      PredictiveModel model = kept.trained().model();
      return new Prediction(kept.version(), model.probability(example.known()), model.score(example.known()),
          model.factors(example.known(), FACTORS), from.leads() + kept.trained().evaluation().leads(),
          (double) from.won() / from.leads());
    });
  }
}
