package dev.leadloop.view;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a line of a lead's history is about, for whoever looks for one kind alone. Each line is of one kind. */
public enum TimelineKind {
  /** What the lead did, and what of it was taken back. */
  SIGNALS(type -> type == JournalEntry.SignalRecorded.class || type == JournalEntry.SignalVoided.class),
  /** Nurture mail and its sequences. */
  MAILS(JournalEntry.OfNurture.class::isAssignableFrom),
  /** Handoffs, and what sales did with the lead. */
  SALES(type -> JournalEntry.OfHandoff.class.isAssignableFrom(type) || JournalEntry.OfSales.class.isAssignableFrom(type)),
  /** Scores, stages, consent and all else that was decided of it. */
  DECISIONS(type -> true);

  /** Every kind. */
  public static final Set<TimelineKind> ALL = Collections.unmodifiableSet(EnumSet.allOf(TimelineKind.class));

  private final Predicate<Class<?>> holds;

  TimelineKind(Predicate<Class<?>> holds) {
    this.holds = holds;
  }

  /** What that line is about. */
  public static TimelineKind of(JournalEntry entry) {
    return of(entry.getClass());
  }

  /** The first kind that a line of this class fits. */
  private static TimelineKind of(Class<?> entry) {
    return Arrays.stream(values()).filter(kind -> kind.holds.test(entry)).findFirst().orElseThrow();
  }

  /** Names under which the journal keeps lines of this kind. */
  public List<String> types() {
    return Arrays.stream(JournalEntry.class.getAnnotation(JsonSubTypes.class).value())
        .filter(type -> of(type.value()) == this)
        .map(JsonSubTypes.Type::name)
        .toList();
  }
}
