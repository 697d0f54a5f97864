package dev.leadloop.notify;

import dev.leadloop.handoff.Engagements;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.record.JournalStore;
import dev.leadloop.routing.RoutingLog;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What made a notice necessary, read from the lines of the very decision that ordered it, however late it is told. */
final class NoticeCause {
  private final Effect.Notify notice;
  private final List<JournalStore.RecordedEntry> lines;
  private final LeadPolicy policy;
  private final UnaryOperator<String> people;

  /**
   * The cause of one notice.
   *
   * @param lines of the decision that ordered it
   * @param people the name of the rep of an id; the id itself where it is none
   */
  NoticeCause(
      Effect.Notify notice, List<JournalStore.RecordedEntry> lines, LeadPolicy policy, UnaryOperator<String> people) {
    this.notice = notice;
    this.lines = List.copyOf(lines);
    this.policy = policy;
    this.people = people;
  }

  /**
   * The cause in words, such as "taken over by Rep Two"; null where the notice itself says all there is.
   *
   * @param reader id of who reads it, who is called "you"; null for a channel that several read
   */
  @Nullable String inWords(@Nullable String reader) {
    return switch (notice.notice()) {
      case HANDOFF, REMINDER, ESCALATION, CONTACT_MISSED, STALLED -> null;
      case REASSIGNED -> wentElsewhere(reader);
      case WITHDRAWN -> ended(reader);
      case QUEUED -> entries(JournalEntry.OwnerChanged.class)
          .filter(changed -> changed.cycle() == notice.cycle() && changed.queue())
          .map(JournalEntry.OwnerChanged::why)
          .findFirst()
          .orElseGet(this::nobodyFound);
      case REVIEW -> entries(JournalEntry.ReviewOpened.class).map(JournalEntry.ReviewOpened::why).findFirst().orElse(null);
      case REQUESTED -> asked().stream().map(type -> Engagements.label(policy, type)).collect(Collectors.joining(", "));
      case PASSED_ON -> entries(JournalEntry.PassedOn.class)
          .map(passed -> people.apply(passed.from()) + " has left")
          .findFirst()
          .orElseGet(() -> ended(reader));
    };
  }

  /** Types of the signals by which the lead asked whoever has it, in order. */
  private List<String> asked() {
    return Stream.concat(
            entries(JournalEntry.RequestAdded.class).map(JournalEntry.RequestAdded::signalType),
            entries(JournalEntry.OwnerAsked.class).map(JournalEntry.OwnerAsked::signalType))
        .distinct().toList();
  }

  /** Ids of the signals that the notice of requests is about; none where it is of another kind. */
  List<String> requests() {
    return notice.notice() == Effect.Notice.REQUESTED
        ? Stream.concat(causes(JournalEntry.RequestAdded.class), causes(JournalEntry.OwnerAsked.class)).toList()
        : List.of();
  }

  /** When what the notice says is missing was due; null where it speaks of the answer. */
  @Nullable Instant due() {
    return entries(JournalEntry.ContactMissed.class).map(JournalEntry.ContactMissed::dueAt).findFirst().orElse(null);
  }

  /** When first contact was due before the lead asked for more; null where that stays. */
  @Nullable Instant contactWas() {
    return entries(JournalEntry.ContactAsked.class).flatMap(asked -> Stream.ofNullable(asked.was())).findFirst().orElse(null);
  }

  /** What became of the lead before it was offered, in a sentence; null where nobody had it. */
  @Nullable String before() {
    EndedCycle end =
        entries(JournalEntry.CycleEnded.class)
            .map(JournalEntry.CycleEnded::end)
            .filter(ended -> ended.cycle() == notice.cycle() - 1)
            .findFirst()
            .orElse(null);
    if (end != null) {
      String name = people.apply(end.owner());
      return "It was with " + (name.equals(end.owner()) ? "the queue" : name) + " before: " + inWords(end, null) + ".";
    }
    return due() == null ? null : "It was accepted before, and no first contact was made in time.";
  }

  private @Nullable String wentElsewhere(@Nullable String reader) {
    if (due() != null) {
      return "no first contact in time";
    }
    String ended = ended(reader);
    return ended == null ? "not answered in time" : ended;
  }

  private @Nullable String ended(@Nullable String reader) {
    return entries(JournalEntry.CycleEnded.class)
        .map(JournalEntry.CycleEnded::end)
        .filter(end -> end.cycle() == notice.cycle())
        .map(end -> inWords(end, reader))
        .findFirst()
        .orElse(null);
  }

  private String inWords(EndedCycle end, @Nullable String reader) {
    Function<Principal, String> names =
        by -> by.id().equals(reader) && by.kind() != Principal.Kind.SYSTEM ? "you" : by.inWords(people);
    String words = CycleEnds.inWords(end.how(), Principal.parse(end.by()), label(end.reason()), names);
    return Objects.equals(end.owner(), reader)
        ? words.replace("its owner is", "you are").replace("its owner has", "you have")
        : words;
  }

  /** A rep is passed over for a reason; where there is none to pass over, that is the reason. */
  private @Nullable String nobodyFound() {
    RoutingLog log =
        entries(JournalEntry.CycleOpened.class)
            .filter(opened -> opened.handoff().cycle() == notice.cycle())
            .map(JournalEntry.CycleOpened::routing)
            .findFirst()
            .orElse(null);
    if (log == null || log.passedOver().isEmpty()) {
      return log == null ? null : log.why();
    }
    return log.passedOver().stream()
        .map(other -> people.apply(other.rep()) + " " + other.why())
        .collect(Collectors.joining("; ", log.why() + " (", ")"));
  }

  private @Nullable String label(@Nullable String reason) {
    Disposition known = reason == null ? null : policy.disposition(reason);
    return known == null ? reason : known.label();
  }

  private <T extends JournalEntry> Stream<T> entries(Class<T> type) {
    return lines.stream().map(JournalStore.RecordedEntry::entry).filter(type::isInstance).map(type::cast);
  }

  private Stream<String> causes(Class<? extends JournalEntry> type) {
    return lines.stream().filter(line -> type.isInstance(line.entry()))
        .flatMap(line -> Stream.ofNullable(line.causeEventId()));
  }
}
