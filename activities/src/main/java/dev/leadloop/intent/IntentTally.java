package dev.leadloop.intent;

import dev.leadloop.intent.IntentFileStore.Counts;
import dev.leadloop.intent.IntentFileStore.IntentFileRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the rows of one file while they are read, and stores them in chunks. */
public final class IntentTally {
  /** So many faults are told one by one. */
  static final int TOLD = 1_000;

  /** So many different warnings are told. */
  static final int WARNINGS = 100;

  private final Intents intents;
  private final IntentFileStore store;
  private final IntentFileRow file;
  private final String readAs;
  private final List<ToldSurge> waiting = new ArrayList<>();
  private final Map<Intents.Outcome, Integer> outcomes = new EnumMap<>(Intents.Outcome.class);
  private final List<Remark> faults = new ArrayList<>();
  private final Map<String, Warned> warnings = new LinkedHashMap<>();
  private int rows;
  private int failed;
  private int warned;

  /** What there is to say about the row that begins in a line. */
  public record Remark(long line, String message) {}

  /**
   * What there is to say about rows that were taken.
   *
   * @param line in which the first of them begins
   * @param rows how many there are
   */
  public record Warned(long line, String message, int rows) {}

  /**
   * What came of a file.
   *
   * @param readAs by what its columns were known: header, columns, or the name of a vendor's layout
   * @param warned rows there are warnings about
   * @param faults the first {@value #TOLD} rows that failed
   * @param warnings the first {@value #WARNINGS}, those that say the same together
   */
  public record Taken(IntentFileRow file, String readAs, int warned, List<Remark> faults, List<Warned> warnings) {}

  IntentTally(Intents intents, IntentFileStore store, IntentFileRow file, String readAs) {
    this.intents = intents;
    this.store = store;
    this.file = file;
    this.readAs = readAs;
  }

  void good(long line, ToldSurge surge) {
    rows++;
    waiting.add(surge);
  }

  void failed(long line, String message) {
    rows++;
    failed++;
    if (faults.size() < TOLD) {
      faults.add(new Remark(line, message));
    }
  }

  /** Of one row, all there is to say. */
  void warn(long line, List<String> messages) {
    warned += messages.isEmpty() ? 0 : 1;
    for (String message : messages) {
      Warned before = warnings.get(message);
      if (before != null) {
        warnings.put(message, new Warned(before.line(), message, before.rows() + 1));
      } else if (warnings.size() < WARNINGS) {
        warnings.put(message, new Warned(line, message, 1));
      }
    }
  }

  int rows() {
    return rows;
  }

  int waiting() {
    return waiting.size();
  }

  /** Stores what waits, and how far the file is read. */
  void store() {
    intents.take(waiting, taken -> {
      taken.forEach(one -> outcomes.merge(one.outcome(), 1, Integer::sum));
      store.readSoFar(file.fileId(), counts(), null);
    });
    waiting.clear();
  }

  Taken done(Instant now) {
    store();
    store.readSoFar(file.fileId(), counts(), now);
    return new Taken(store.find(file.fileId()).orElse(file), readAs, warned, List.copyOf(faults), List.copyOf(warnings.values()));
  }

  private Counts counts() {
    return new Counts(rows, of(Intents.Outcome.FRESH), of(Intents.Outcome.UPDATED), of(Intents.Outcome.SAME),
        of(Intents.Outcome.OLDER), failed);
  }

  private int of(Intents.@Nullable Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }
}
