package dev.leadloop.prediction.model;

import dev.leadloop.prediction.Lift;
import dev.leadloop.prediction.model.Suspicion.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names fields that were most likely filled in after the outcome was known, by what they hold and never by how they are called.
 * What was recorded here has its time, and is known to have been there before; that it predicts too well is looked at all the
 * same. What an import told has none, so it is looked at in every way.
 */
public final class LeakGuard {
  /** A field that alone puts more of the won above the others than this is too good to be true. */
  public static final double TOO_GOOD = 0.85;

  /** A field that is filled in so many times as often, or as seldom, with won leads at least hangs on the outcome. */
  public static final double TIMES_AS_OFTEN = 1.75;

  private static final int FEWEST = 100;
  private static final int FOLDS = 5;
  private static final int TIMES = 10;
  private static final int FEWEST_OF_A_TIME = 30;
  private static final double FALL = 0.4;
  private static final double LOWEST_TOO_GOOD = 0.8;
  private static final double MOST_VALUES_ARE_ACTS = 0.5;
  private static final int FEWEST_ACTS = 3;
  private static final Pattern WORD = Pattern.compile("[^\\p{L}]+");

  /** Past participles of what systems note of leads, in English. */
  private static final Set<String> ACTS = Set.of(
      "opened", "clicked", "sent", "delivered", "received", "replied", "answered", "bounced", "unsubscribed", "subscribed",
      "resubscribed", "visited", "viewed", "watched", "downloaded", "submitted", "registered", "attended", "called", "contacted",
      "marked", "modified", "changed", "updated", "converted", "closed", "booked", "started", "approached",
      "conversation", "reported");

  private LeakGuard() {}

  /** The fields that may not be learned from, each with the first reason that was found, in order. */
  public static List<Suspicion> suspicions(List<Example> examples) {
    List<Example> ordered = examples.stream()
        .sorted(Comparator.comparing(Example::at).thenComparing(Example::leadId)).toList();
    List<Example> told = ordered.stream().filter(Example::told).toList();
    SortedSet<String> fields = new TreeSet<>();
    ordered.forEach(example -> fields.addAll(example.known().keySet()));
    List<Suspicion> found = new ArrayList<>();
    for (String field : fields) {
      Suspicion suspicion = tooGood(field, ordered);
      if (suspicion == null && !field.startsWith(Examples.RULE) && !field.startsWith(Examples.SIGNALS)
          && told.size() >= FEWEST) {
        suspicion = of(field, told);
      }
      if (suspicion != null) {
        found.add(suspicion);
      }
    }
    return found;
  }

  private static @Nullable Suspicion of(String field, List<Example> told) {
    Suspicion filled = filledByOutcome(field, told);
    if (filled != null) {
      return filled;
    }
    Suspicion batches = filledInBatches(field, told);
    return batches == null ? holdsTheLast(field, told) : batches;
  }

  private static @Nullable Suspicion tooGood(String field, List<Example> examples) {
    List<String> values = examples.stream().map(e -> e.known().get(field)).filter(v -> v != null).map(String::valueOf).toList();
    Column column = Columns.of(field, values);
    int n = examples.size();
    double[] predicted = new double[n];
    boolean[] won = new boolean[n];
    int[][][] counts = new int[FOLDS][column.places() + 1][2];
    int[] places = new int[n];
    int all = 0;
    for (int i = 0; i < n; i++) {
      won[i] = examples.get(i).won();
      places[i] = column.place(examples.get(i).known().get(field)) + 1;
      counts[i % FOLDS][places[i]][won[i] ? 1 : 0]++;
      all += won[i] ? 1 : 0;
    }
    if (n < FEWEST || all == 0 || all == n) {
      return null;
    }
    double base = (double) all / n;
    for (int i = 0; i < n; i++) {
      double reached = base;
      double of = 1;
      for (int fold = 0; fold < FOLDS; fold++) {
        if (fold != i % FOLDS) {
          reached += counts[fold][places[i]][1];
          of += counts[fold][places[i]][0] + counts[fold][places[i]][1];
        }
      }
      predicted[i] = reached / of;
    }
    Evaluation alone = Evaluation.of(predicted, won, base);
    return alone.auc() < TOO_GOOD || alone.aucLow() < LOWEST_TOO_GOOD ? null : new Suspicion(field, Cause.TOO_GOOD, String.format(
        Locale.ROOT, "%s alone puts a won lead above another %.0f times of a hundred, which is too good to be known before.",
        field, alone.auc() * 100));
  }

  private static @Nullable Suspicion filledByOutcome(String field, List<Example> told) {
    int[] filled = new int[2];
    int[] all = new int[2];
    for (Example example : told) {
      int won = example.won() ? 1 : 0;
      all[won]++;
      filled[won] += example.known().containsKey(field) ? 1 : 0;
    }
    Lift lift = new Lift(all[1], filled[1], all[0], filled[0]);
    Lift.Interval interval = lift.interval();
    if (interval == null || interval.low() < TIMES_AS_OFTEN && interval.high() > 1 / TIMES_AS_OFTEN) {
      return null;
    }
    return new Suspicion(field, Cause.FILLED_BY_OUTCOME, String.format(
        Locale.ROOT, "%s is filled in with %.0f %% of the leads that were won and %.0f %% of the others, as what is filled in"
            + " because of the outcome is.", field, 100.0 * filled[1] / all[1], 100.0 * filled[0] / all[0]));
  }

  /** A question that is new, or asked no more, is there from or until some time; what is gone for a while and back is neither. */
  private static @Nullable Suspicion filledInBatches(String field, List<Example> told) {
    if (told.size() < TIMES * FEWEST_OF_A_TIME) {
      return null;
    }
    double[] share = new double[TIMES];
    for (int time = 0; time < TIMES; time++) {
      List<Example> of = told.subList(told.size() * time / TIMES, told.size() * (time + 1) / TIMES);
      share[time] = (double) of.stream().filter(e -> e.known().containsKey(field)).count() / of.size();
    }
    for (int middle = 1; middle < TIMES - 1; middle++) {
      double before = 0;
      double after = 0;
      for (int time = 0; time < TIMES; time++) {
        before = time < middle ? Math.max(before, share[time]) : before;
        after = time > middle ? Math.max(after, share[time]) : after;
      }
      if (Math.min(before, after) - share[middle] > FALL) {
        return new Suspicion(field, Cause.FILLED_IN_BATCHES, String.format(
            Locale.ROOT, "%s is filled in with %.0f %% of earlier leads, then with %.0f %%, and with %.0f %% of later ones, as"
                + " what is worked out for many at once is. Nothing says when.",
            field, before * 100, share[middle] * 100, after * 100));
      }
    }
    return null;
  }

  private static @Nullable Suspicion holdsTheLast(String field, List<Example> told) {
    Map<String, Integer> acts = new TreeMap<>();
    int filled = 0;
    for (Example example : told) {
      String value = example.known().get(field);
      if (value != null) {
        filled++;
        String plain = Column.Words.plain(value);
        if (WORD.splitAsStream(plain).anyMatch(ACTS::contains)) {
          acts.merge(plain, 1, Integer::sum);
        }
      }
    }
    int tellActs = acts.values().stream().mapToInt(Integer::intValue).sum();
    if (acts.size() < FEWEST_ACTS || tellActs < MOST_VALUES_ARE_ACTS * filled || filled < FEWEST) {
      return null;
    }
    return new Suspicion(field, Cause.HOLDS_THE_LAST, String.format(
        Locale.ROOT, "%s names things that happen in a lead's life, with %.0f %% of those that have it, and nothing says when: it"
            + " holds the last of them, which may be after the outcome.", field, 100.0 * tellActs / filled));
  }
}
