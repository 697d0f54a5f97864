package dev.leadloop.prediction.training;

import dev.leadloop.lead.Principal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.prediction.kept.ModelStore.Kept;
import dev.leadloop.prediction.model.Trained;
import dev.leadloop.record.PolicySource;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.learning.LearningActivities;
import dev.leadloop.temporal.learning.LearningProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Learns models and keeps them. A model that is worse for the latest leads than the one in use is kept and waits for a person;
 * the first, and each that is not worse, is used. What is learned again after a crash is the same, and is kept once.
 */
public final class Learnings implements LearningActivities {
  private static final int AT_A_TIME = 500;

  private final HandedOverStore leads;
  private final LearningStore store;
  private final ModelStore models;
  private final PolicySource policies;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Learnings(
      HandedOverStore leads, LearningStore store, ModelStore models, PolicySource policies, TransactionTemplate transaction,
      InstantSource clock) {
    this.leads = leads;
    this.store = store;
    this.models = models;
    this.policies = policies;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Records that the score is to be learned with the rules of the newest policy; false where that is under way. */
  public boolean begin(Principal by) {
    return store.begin(UUID.randomUUID().toString(), clock.instant(), by.toString());
  }

  /**
   * Does so where the last time is so long ago; false where it is not yet time, or so few leads were won that there is nothing to
   * learn.
   */
  public boolean beginIfDue(Duration every) {
    Instant last = store.latest().map(Learning::beganAt).orElse(Instant.EPOCH);
    return !clock.instant().isBefore(last.plus(every)) && store.won() >= Training.FEWEST_WON && begin(Principal.SYSTEM);
  }

  /** The last time, or the one under way; empty where there never was one. */
  public Optional<Learning> latest() {
    return store.latest();
  }

  @Override
  public LearningProgress learningProgress(String learningId) {
    return progress(one(learningId));
  }

  @Override
  public LearningProgress learn(String learningId) {
    Learning learning = one(learningId);
    if (learning.running()) {
      try {
        learn(learning);
      } catch (TooFew few) {
        end(learningId, few.getMessage());
      }
    }
    return learningProgress(learningId);
  }

  @Override
  public LearningProgress giveUp(String learningId, String why) {
    end(learningId, why);
    return learningProgress(learningId);
  }

  private void end(String id, @Nullable String why) {
    transaction.executeWithoutResult(status -> {
      if (store.finish(id, clock.instant())) {
        store.say(id, null, why);
      }
    });
  }

  private void learn(Learning learning) {
    LeadPolicy policy = policies.latest();
    Training training = new Training(policy, learning.beganAt());
    int all = leads.leads();
    int looked = 0;
    String next = "";
    while (next != null) {
      HandedOverStore.Part part = leads.after(next, AT_A_TIME, !policy.account().rules().isEmpty(), learning.beganAt());
      part.leads().forEach(training::add);
      looked += part.looked();
      store.looked(learning.id(), looked, all);
      next = part.next();
    }
    Trained trained = training.train();
    transaction.executeWithoutResult(status -> {
      if (store.finish(learning.id(), clock.instant())) {
        Optional<Kept> before = models.inUse();
        int version = models.add(trained, clock.instant(), learning.beganBy());
        String waits = before.map(kept -> waits(training, trained, kept)).orElse(null);
        if (waits == null) {
          models.use(version, clock.instant(), learning.beganBy());
        }
        store.say(learning.id(), version, waits);
      }
    });
  }

  /** Why a model waits for a person; null where it is no worse than the one in use. */
  private static @Nullable String waits(Training training, Trained trained, Kept before) {
    int rules = before.trained().provenance().policyVersion();
    if (trained.provenance().policyVersion() != rules) {
      // One that knows the rules of another version is blind for these: held against them, it would seem worse than it is.
      return "It waits for somebody to use it: it goes by the rules of policy " + trained.provenance().policyVersion()
          + ", the one in use by those of policy " + rules + ".";
    }
    double was = training.against(before.trained().model()).brier();
    double is = trained.evaluation().brier();
    return is <= was ? null : String.format(Locale.ROOT,
        "It waits for somebody to use it: it is worse for the latest leads than version %d (Brier score %.4f, that one %.4f).",
        before.version(), is, was);
  }

  private static LearningProgress progress(Learning one) {
    return new LearningProgress(one.running() ? "RUNNING" : "DONE", one.looked(), one.leads(), one.version(), one.said());
  }

  private Learning one(String id) {
    return store.find(id).orElseThrow(() ->
        ActivityFailures.forGood("There is no learning '" + id + "' on record.", UNKNOWN_LEARNING));
  }
}
