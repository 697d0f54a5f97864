package dev.leadloop.scoring;

import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The signals of a lead while one decision takes more of them in, with what was counted of them: a score or a condition that is
 * asked again after another signal looks at that signal, and not at the thousands before it. What it counts is what is counted
 * of any other list of the same signals.
 */
public final class KnownSignals extends AbstractList<Signal> implements RandomAccess {
  private final Instant at;
  private final List<Signal> all;
  private final Map<String, Signal> byId;
  private final List<Signal> ordered;
  private final Counting counting = new Counting();
  private int settled;
  private final Map<Condition, Tally> tallies = new IdentityHashMap<>();
  private final Map<ScoringRules, EngagementFold> folds = new IdentityHashMap<>();
  private final RuleMatches matches = new RuleMatches();
  private @Nullable KnownFacts numbersOf;
  private @Nullable ToIntFunction<QualifyingNumber> numbers;

  /** Those signals, in any order, of which no two have one event id, to be asked about at that instant. */
  public KnownSignals(Collection<Signal> signals, Instant at) {
    this.at = at;
    this.all = new ArrayList<>(signals);
    this.byId = HashMap.newHashMap(signals.size());
    signals.forEach(signal -> byId.put(signal.eventId(), signal));
    this.ordered = Scoring.ordered(signals, at);
    this.settled = ordered.size();
  }

  /** What is known of signals; null of a list like any other. */
  static @Nullable KnownSignals of(Collection<Signal> signals) {
    return signals instanceof KnownSignals known ? known : signals instanceof Counting part ? part.known() : null;
  }

  /** The same where it was counted at that instant. */
  static @Nullable KnownSignals of(Collection<Signal> signals, Instant at) {
    KnownSignals known = of(signals);
    return known != null && known.at.equals(at) ? known : null;
  }

  @Override
  public Signal get(int index) {
    return all.get(index);
  }

  @Override
  public int size() {
    return all.size();
  }

  @Override
  public Iterator<Signal> iterator() {
    return Collections.unmodifiableList(all).iterator();
  }

  /** The signal of an event; null where there is none. */
  public @Nullable Signal find(String eventId) {
    return byId.get(eventId);
  }

  /** Takes in a signal whose event id is new. */
  public void take(Signal signal) {
    numbers = null;
    all.add(signal);
    byId.put(signal.eventId(), signal);
    if (signal.voided() || signal.occurredAt().isAfter(at)) {
      return;
    }
    if (ordered.isEmpty() || Signal.ORDER.compare(ordered.get(ordered.size() - 1), signal) <= 0) {
      ordered.add(signal);
      settled = ordered.size();
    } else {
      // Signals are taken in by their time: the next one comes behind this one, if among older ones, too.
      int place = Collections.binarySearch(ordered, signal, Signal.ORDER);
      settled = place < 0 ? -place - 1 : place;
      ordered.add(settled, signal);
      folds.values().removeIf(fold -> fold.size() > settled);
    }
  }

  /** Takes a signal in the place of the one of the same event id, or ahead of it. */
  public void replace(Signal signal) {
    Signal former = byId.remove(signal.eventId());
    if (former != null) {
      all.remove(former);
      if (ordered.remove(former)) {
        folds.clear();
        settled = ordered.size();
      }
      tallies.clear();
    }
    take(signal);
  }

  /** Those that count at the instant, oldest first; it grows with them. */
  List<Signal> counting() {
    return counting;
  }

  /** The numbers at the instant, each counted once until another signal is taken in. */
  ToIntFunction<QualifyingNumber> numbers(KnownFacts facts) {
    ToIntFunction<QualifyingNumber> known = numbers;
    if (known == null || !facts.equals(numbersOf)) {
      known = facts.numbers(counting, at)::of;
      counted(facts, known);
    }
    return known;
  }

  /** Takes it that the numbers of now are these. */
  void counted(KnownFacts facts, ToIntFunction<QualifyingNumber> counted) {
    numbers = counted;
    numbersOf = facts;
  }

  /** Which rules are for which signals. */
  RuleMatches matches() {
    return matches;
  }

  /** Whether the signals reach the bound of a condition. */
  boolean reach(Condition condition, Supplier<Tally> beginning) {
    return tallies.computeIfAbsent(condition, asked -> beginning.get()).reachesOf(all);
  }

  /** The same since a sequence began. */
  boolean reachSince(Condition.SinceEnrolment condition, Instant enrolledAt) {
    Tally tally = tallies.get(condition);
    if (tally == null || !tally.isSince(enrolledAt)) {
      tally = Tally.of(condition, enrolledAt, at);
      tallies.put(condition, tally);
    }
    return tally.reachesOf(all);
  }

  /** What the signals come to by those rules, to which bonuses are to be added. */
  EngagementFold fold(ScoringRules rules) {
    EngagementFold known = folds.get(rules);
    // Where the newest of a day counts, what comes last changes what was folded before it.
    int end = rules.someCountOnce() ? ordered.size() : settled;
    if (known == null || known.size() > end || !known.goesOn(counting, end)) {
      known = EngagementFold.ofSignals(rules, counting, end, at);
      folds.put(rules, known);
    }
    if (end == ordered.size()) {
      return known;
    }
    EngagementFold whole = known.again();
    whole.goesOn(counting, ordered.size());
    return whole;
  }

  private final class Counting extends AbstractList<Signal> implements RandomAccess {
    KnownSignals known() {
      return KnownSignals.this;
    }

    @Override
    public Signal get(int index) {
      return ordered.get(index);
    }

    @Override
    public int size() {
      return ordered.size();
    }

    @Override
    public Iterator<Signal> iterator() {
      return Collections.unmodifiableList(ordered).iterator();
    }
  }
}
