package dev.leadloop.prediction.training;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.prediction.FiredRules;
import dev.leadloop.prediction.FiredRules.Rule;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.Outcome;
import dev.leadloop.prediction.model.Column;
import dev.leadloop.prediction.model.Columns;
import dev.leadloop.prediction.model.Evaluation;
import dev.leadloop.prediction.model.Example;
import dev.leadloop.prediction.model.Examples;
import dev.leadloop.prediction.model.LeakGuard;
import dev.leadloop.prediction.model.PredictiveModel;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.prediction.model.Trained;
import dev.leadloop.prediction.model.Trained.Provenance;
import dev.leadloop.scoring.Scoring;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Learns from leads with an outcome, and holds what it learned against others. There is no chance in it: the same leads, in
 * whatever order they come, give the same model to the bit.
 */
public final class Training {
  /** With fewer outcomes nothing is learned. */
  public static final int FEWEST_OUTCOMES = 600;

  /** With fewer of them won, or lost, nothing is learned. */
  public static final int FEWEST_WON = 60;

  /** How much weights are held down. */
  static final double RIDGE = 5;

  /** The field that holds the policy's own score; only the score by hand is made of it. */
  static final String BY_HAND = "score by hand";

  /** Of more leads with an outcome so many are drawn, so that learning fits into memory. */
  static final int MOST_LEADS = 25_000;

  private static final double LEARNED_FROM = 0.8;

  private final LeadPolicy policy;
  private final List<Rule> rules;
  private final Instant asOf;
  private final int most;
  private final TreeMap<String, Example> drawn = new TreeMap<>();
  private int known;
  private int open;

  /**
   * Of no lead yet.
   *
   * @param policy whose rules are among the fields
   * @param asOf by when outcomes are known
   */
  public Training(LeadPolicy policy, Instant asOf) {
    this(policy, asOf, MOST_LEADS);
  }

  /** The same with so many leads at most. */
  Training(LeadPolicy policy, Instant asOf, int most) {
    this.policy = policy;
    this.asOf = asOf;
    this.most = most;
    this.rules = FiredRules.all(policy);
  }

  /**
   * Takes one more lead in. One without an outcome is only counted, and so is one that was handed over so lately that others of
   * its time have none yet: of these, lost ones are known first, and would tell that hardly anybody buys.
   */
  public void add(HandedOver lead) {
    if (lead.won() == Outcome.OPEN || lead.at().isAfter(asOf.minus(HandedOverStore.PATIENCE))) {
      open++;
      return;
    }
    known++;
    String place = place(lead.leadId());
    if (drawn.size() == most && place.compareTo(drawn.lastKey()) > 0) {
      return;
    }
    Example example = Examples.of(lead, policy, rules);
    Map<String, String> fields = new TreeMap<>(example.known());
    fields.put(BY_HAND, String.valueOf(Scoring.summary(lead.profile(), lead.signals(), policy, lead.at()).score()));
    drawn.put(place, new Example(example.leadId(), example.at(), example.told(), fields, example.won()));
    if (drawn.size() > most) {
      drawn.pollLastEntry();
    }
  }

  /** Leads are drawn by the hash of their ids: the same ones, in whatever order they come. */
  private static String place(String leadId) {
    return HexFormat.of().formatHex(sha().digest(leadId.getBytes(StandardCharsets.UTF_8))) + leadId;
  }

  /**
   * Learns from the earlier four fifths and holds it against the later one.
   *
   * @throws TooFew where there are too few outcomes
   */
  public Trained train() {
    List<Example> ordered = ordered();
    Set<Example> later = Collections.newSetFromMap(new IdentityHashMap<>());
    later.addAll(ordered.subList((int) (ordered.size() * LEARNED_FROM), ordered.size()));
    return train(later::contains);
  }

  /** The same with those held out that are named. */
  Trained train(Predicate<Example> heldOut) {
    Map<Boolean, List<Example>> parts = ordered().stream().collect(Collectors.partitioningBy(heldOut));
    return train(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
  }

  /** How good another model is for the leads that {@link #train()} holds its own against. */
  Evaluation against(PredictiveModel other) {
    List<Example> ordered = ordered();
    int cut = (int) (ordered.size() * LEARNED_FROM);
    double base = (double) ordered.subList(0, cut).stream().filter(Example::won).count() / cut;
    return evaluation(other, ordered.subList(cut, ordered.size()), base);
  }

  private List<Example> ordered() {
    int won = (int) drawn.values().stream().filter(Example::won).count();
    if (drawn.size() < FEWEST_OUTCOMES || won < FEWEST_WON || drawn.size() - won < FEWEST_WON) {
      throw new TooFew("There is no predictive score yet: it takes " + FEWEST_OUTCOMES + " leads of which it is known what"
          + " became of them within " + HandedOverStore.PATIENCE.toDays() + " days, " + FEWEST_WON
          + " of them won and as many not. So far there are " + drawn.size() + ", " + won + " of them won; of " + open
          + " more nobody knows yet, or others of their time are still waited for.");
    }
    return drawn.values().stream().sorted(Comparator.comparing(Example::at).thenComparing(Example::leadId)).toList();
  }

  private Trained train(List<Example> learned, List<Example> heldOut) {
    long later = heldOut.stream().filter(Example::won).count();
    long earlier = learned.stream().filter(Example::won).count();
    if (later == 0 || later == heldOut.size() || earlier == 0 || earlier == learned.size()) {
      throw new TooFew("There is no predictive score yet: of the " + heldOut.size() + " latest leads, which it is to be held"
          + " against, " + later + " were won, of the " + learned.size() + " before them " + earlier
          + ". It takes some that were won and some that were not, of both.");
    }
    List<Suspicion> leftOut = LeakGuard.suspicions(learned).stream().filter(one -> !one.field().equals(BY_HAND)).toList();
    Set<String> without = leftOut.stream().map(Suspicion::field).collect(Collectors.toSet());
    without.add(BY_HAND);
    List<Column> columns = Columns.of(learned, without);
    double base = (double) earlier / learned.size();
    PredictiveModel model = LogisticRegression.fit(columns, learned, RIDGE);
    List<String> scores = learned.stream().map(one -> one.known().getOrDefault(BY_HAND, "0")).toList();
    PredictiveModel byHand = LogisticRegression.fit(List.of(Columns.of(BY_HAND, scores)), learned, RIDGE);
    Provenance provenance = new Provenance(
        policy.version(), asOf, learned.getFirst().at(), learned.getLast().at(), learned.size(), (int) earlier, RIDGE,
        hash(learned, heldOut), known, (int) HandedOverStore.PATIENCE.toDays());
    return new Trained(model, provenance, evaluation(model, heldOut, base), evaluation(byHand, heldOut, base), leftOut,
        PointsByOutcome.of(rules, columns, learned, heldOut));
  }

  private static Evaluation evaluation(PredictiveModel model, List<Example> leads, double base) {
    double[] predicted = new double[leads.size()];
    boolean[] won = new boolean[leads.size()];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = model.probability(leads.get(i).known());
      won[i] = leads.get(i).won();
    }
    return Evaluation.of(predicted, won, base);
  }

  private static String hash(List<Example> learned, List<Example> heldOut) {
    MessageDigest digest = sha();
    for (List<Example> part : List.of(learned, heldOut)) {
      for (Example one : part) {
        digest.update((one + "\n").getBytes(StandardCharsets.UTF_8));
      }
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
