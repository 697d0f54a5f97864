package dev.leadloop.prediction.kept;

import dev.leadloop.policy.scoring.Foretelling;
import dev.leadloop.prediction.model.ForetellingByModels;
import dev.leadloop.prediction.model.ForetellingByModels.Known;
import dev.leadloop.prediction.model.Trained;
import dev.leadloop.record.PolicySource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What foretells by the models that were in use when. A model never changes, so the last few are kept in mind. */
public final class ModelsInUse {
  private static final int KEPT_IN_MIND = 32;

  private final ModelStore store;
  private final PolicySource policies;
  private final Map<Integer, Known> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, Known> eldest) {
      return size() > KEPT_IN_MIND;
    }
  });

  /** Over the store. */
  public ModelsInUse(ModelStore store, PolicySource policies) {
    this.store = store;
    this.policies = policies;
  }

  /** What foretells as of now; it stays as it is, whatever is taken into use later. */
  public Foretelling foretelling() {
    return new ForetellingByModels(store.uses(), this::known);
  }

  private Known known(int version) {
    Known kept = known.get(version);
    if (kept == null) {
      Trained trained = store.find(version).orElseThrow().trained();
      kept = new Known(trained.model(), policies.version(trained.provenance().policyVersion()));
      known.put(version, kept);
    }
    return kept;
  }
}
