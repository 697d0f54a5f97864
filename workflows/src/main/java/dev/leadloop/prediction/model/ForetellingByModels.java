package dev.leadloop.prediction.model;

import dev.leadloop.lead.Foretold;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Foretelling;
import dev.leadloop.prediction.FiredRules;
import dev.leadloop.prediction.HandedOver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Foretells by learned models, each from when it was taken into use until the next one was. */
public final class ForetellingByModels implements Foretelling {
  private final List<Use> uses;
  private final IntFunction<Known> models;

  /**
   * Foretells by those.
   *
   * @param uses in the order of their times
   * @param models the model of a version, which is always the same
   */
  public ForetellingByModels(List<Use> uses, IntFunction<Known> models) {
    this.uses = List.copyOf(uses);
    this.models = models;
  }

  /** From when on a version was in use. */
  public record Use(Instant from, int version) {}

  /** A model with the policy whose rules are among what it goes by. */
  public record Known(PredictiveModel model, LeadPolicy rules) {}

  @Override
  public Duration reach() {
    return uses.isEmpty() ? Duration.ZERO : models.apply(uses.getLast().version()).rules().reach();
  }

  @Override
  public @Nullable Foretold of(LeadProfile profile, List<Signal> signals, Instant at) {
    Use use = inUse(at);
    if (use == null) {
      return null;
    }
    Known known = models.apply(use.version());
    Example example = Examples.of(
        HandedOver.now(profile, signals, at), known.rules(), FiredRules.all(known.rules()));
    return new Foretold(use.version(), known.model().score(example.known()));
  }

  private @Nullable Use inUse(Instant at) {
    Use found = null;
    for (Use use : uses) {
      if (!use.from().isAfter(at)) {
        found = use;
      }
    }
    return found;
  }
}
