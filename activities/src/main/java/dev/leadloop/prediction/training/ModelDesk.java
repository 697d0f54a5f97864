package dev.leadloop.prediction.training;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.prediction.FiredRules;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.prediction.kept.ModelStore.Kept;
import dev.leadloop.prediction.model.Example;
import dev.leadloop.prediction.model.Examples;
import dev.leadloop.prediction.model.PredictiveModel;
import dev.leadloop.prediction.model.PredictiveModel.Factor;
import dev.leadloop.prediction.model.Trained;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.SignalStore;
import dev.leadloop.view.LeadReadStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns models beside everything else, keeps them, and predicts by the one in use. A model that is worse for the latest leads
 * than the one in use is kept and waits for a person; the first, and each that is not worse, is used.
 */
public final class ModelDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ModelDesk.class);
  private static final int AT_A_TIME = 500;
  private static final int FACTORS = 6;

  private final HandedOverStore leads;
  private final ModelStore models;
  private final SignalStore signals;
  private final PolicySource policies;
  private final LeadReadStore reads;
  private final InstantSource clock;
  private final AtomicReference<Standing> standing = new AtomicReference<>(new Standing(false, 0, 0, null));

  /** Over the stores. */
  public ModelDesk(
      HandedOverStore leads, ModelStore models, SignalStore signals, LeadReadStore reads, PolicySource policies,
      InstantSource clock) {
    this.reads = reads;
    this.leads = leads;
    this.models = models;
    this.signals = signals;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * How far learning is in this process.
   *
   * @param said why nothing was learned the last time; null where something was, or nothing was tried
   */
  public record Standing(boolean learning, int looked, int leads, @Nullable String said) {}

  /**
   * What is foretold of a lead.
   *
   * @param score from 0 to 100
   */
  public record Prediction(int version, double probability, int score, List<Factor> factors) {}

  /** How far it is. */
  public Standing standing() {
    return standing.get();
  }

  /** Begins to learn with the rules of the newest policy; false where it is under way. */
  public boolean begin(Principal by) {
    Standing before = standing.get();
    if (before.learning() || !standing.compareAndSet(before, new Standing(true, 0, 0, null))) {
      return false;
    }
    Thread.ofPlatform().daemon().name("predictive-score").start(() -> learnAndSay(by));
    return true;
  }

  private void learnAndSay(Principal by) {
    try {
      learn(by.toString());
      standing.set(new Standing(false, standing.get().looked(), standing.get().leads(), null));
    } catch (TooFew few) {
      standing.set(new Standing(false, standing.get().looked(), standing.get().leads(), few.getMessage()));
    } catch (RuntimeException broken) {
      LOG.warn("The predictive score could not be learned: {}", broken.toString());
    } finally {
      // Whatever ended it, an error of the machine too, it can be ordered again.
      Standing last = standing.get();
      if (last.learning()) {
        standing.set(new Standing(false, last.looked(), last.leads(), "It broke off and is in the log. Order it again."));
      }
    }
  }

  /** Learns at once, and returns the version; fails with {@link TooFew} where there are too few outcomes. */
  public int learn(String by) {
    Instant asOf = clock.instant();
    LeadPolicy policy = policies.latest();
    Training training = new Training(policy);
    int all = leads.leads();
    int looked = 0;
    String next = "";
    while (next != null) {
      HandedOverStore.Part part = leads.after(next, AT_A_TIME, !policy.account().rules().isEmpty(), asOf);
      part.leads().forEach(training::add);
      looked += part.looked();
      standing.set(new Standing(true, looked, all, null));
      next = part.next();
    }
    Trained trained = training.train(asOf);
    Optional<Kept> before = models.inUse();
    int version = models.add(trained, asOf, by);
    if (before.isEmpty() || isComparable(trained, before.get().trained())
        && !isWorse(trained, training.against(before.get().trained().model()).brier())) {
      models.use(version, clock.instant(), by);
    }
    return version;
  }

  /**
   * A model that knows the rules of another version of the policy is blind for these, so nothing is said by holding it against
   * them.
   */
  private static boolean isComparable(Trained one, Trained other) {
    return one.provenance().policyVersion() == other.provenance().policyVersion();
  }

  private static boolean isWorse(Trained trained, double brierBefore) {
    return trained.evaluation().brier() > brierBefore;
  }

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
      LeadPolicy policy = policies.version(kept.trained().provenance().policyVersion());
      LeadProfile known = lead.profile().withAccount(reads.accountKnownAt(lead.leadId(), clock.instant()).orElse(null));
      HandedOver now = HandedOver.now(known, signals.since(lead.leadId(), Instant.EPOCH), clock.instant());
      Example example = Examples.of(now, policy, FiredRules.all(policy));
      PredictiveModel model = kept.trained().model();
      return new Prediction(kept.version(), model.probability(example.known()), model.score(example.known()),
          model.factors(example.known(), FACTORS));
    });
  }
}
