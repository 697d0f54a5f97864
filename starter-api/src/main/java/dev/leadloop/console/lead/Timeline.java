package dev.leadloop.console.lead;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.handoff.Engagements;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.PropertyWords;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.problem.FieldError;
import dev.leadloop.view.TimelineKind;
import dev.leadloop.view.TimelineStore;
import dev.leadloop.view.TimelineStore.Place;
import dev.leadloop.view.TimelineStore.ShownEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A lead's history, the newest first; what one decision did for one reason stands together, in the order it was done.
 *
 * @param shown the one kind of line that was asked for, such as signals; null for all
 * @param before where this page begins; null for the newest
 * @param older where the next page begins; null on the last
 */
record Timeline(List<Moment> moments, @Nullable String shown, @Nullable String before, @Nullable String older) {
  /** The kinds of lines, as they are asked for. */
  static final List<String> KINDS =
      Arrays.stream(TimelineKind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();

  private static final int LINES = 100;
  private static final int LONGEST_SEQ = 18;
  private static final int LONGEST_N = 9;

  /**
   * What one decision did, in the order it did it.
   *
   * @param kind what it is about, such as signals
   * @param because what made it do so; null where that is what its lines say
   * @param timely whether its time had come, and nothing came in
   */
  record Moment(
      When when, String by, String kind, @Nullable String because, boolean timely, List<String> lines, List<String> notes) {}

  /**
   * Which part of a history is asked for.
   *
   * @param show one of the kinds; null for all
   * @param before where the page begins; null for the newest
   */
  record Asked(@Nullable String show, @Nullable String before) {
    static final Asked NEWEST = new Asked(null, null);

    /** What was asked for; a problem where there is no such kind or place. */
    static Asked of(@Nullable String show, @Nullable String before) {
      String kind = show == null || show.isBlank() ? null : show.strip().toLowerCase(Locale.ROOT);
      if (kind != null && !KINDS.contains(kind)) {
        throw FieldError.in("show", NearestName.among(kind, KINDS));
      }
      return new Asked(kind, before == null || before.isBlank() ? null : before.strip());
    }

    private Set<TimelineKind> kinds() {
      return show == null ? TimelineKind.ALL : Set.of(TimelineKind.valueOf(show.toUpperCase(Locale.ROOT)));
    }

    private Place place() {
      if (before == null) {
        return Place.NEWEST;
      }
      int dash = before.indexOf('-');
      String seq = dash < 0 ? "" : before.substring(0, dash);
      String n = before.substring(dash + 1);
      if (!isNumber(seq, LONGEST_SEQ) || !isNumber(n, LONGEST_N)) {
        throw FieldError.in("before", "is no place in this history; begin with its newest lines");
      }
      return new Place(Long.parseLong(seq), Integer.parseInt(n));
    }

    private static boolean isNumber(String text, int longest) {
      return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    }
  }

  static Timeline read(TimelineStore timeline, LeadId lead, Asked asked, People people, PageTimes times,
      IntFunction<LeadPolicy> policies) {
    List<ShownEntry> found = timeline.linesBefore(lead, asked.place(), asked.kinds(), LINES + 1);
    boolean more = found.size() > LINES;
    List<ShownEntry> page = more ? found.subList(0, LINES) : found;
    List<Moment> moments = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= page.size(); to++) {
      if (to == page.size() || !together(page.get(from), page.get(to))) {
        moments.add(moment(page.subList(from, to), people, times, policies));
        from = to;
      }
    }
    ShownEntry last = more ? page.get(LINES - 1) : null;
    return new Timeline(moments, asked.show(), asked.before(), last == null ? null : last.seq() + "-" + last.n());
  }

  private static boolean together(ShownEntry one, ShownEntry other) {
    return one.seq() == other.seq()
        && one.by().equals(other.by())
        && Objects.equals(one.causeEventId(), other.causeEventId());
  }

  private static Moment moment(
      List<ShownEntry> lines, People people, PageTimes times, IntFunction<LeadPolicy> policies) {
    List<String> sentences = new ArrayList<>();
    lines.forEach(line -> {
      LeadPolicy policy = policies.apply(line.policyVersion());
      String told = Sentences.of(line.entry(), type -> Engagements.label(policy, type));
      sentences.add(times.inWords(people.inWords(told)) + PropertyWords.behind(line.properties()));
    });
    Collections.reverse(sentences);
    ShownEntry newest = lines.getFirst();
    String note = newest.note();
    String cause = newest.cause();
    boolean ours = newest.by().kind() == Principal.Kind.SYSTEM;
    boolean byLead = lines.stream().map(ShownEntry::entry).allMatch(Timeline::doneByTheLead);
    return new Moment(
        times.at(newest.at()),
        byLead ? toldBy(newest.by(), people) : people.by(newest.by()),
        kind(lines).name().toLowerCase(Locale.ROOT),
        ours && !byLead && cause != null ? because(policies.apply(newest.policyVersion()), cause) : null,
        timely(lines),
        List.copyOf(sentences),
        note == null ? List.of() : List.of(note));
  }

  private static String because(LeadPolicy policy, String cause) {
    return cause.equals("entered") ? "it came in" : Engagements.label(policy, cause);
  }

  /** What goes to sales is about sales; else the first line that is more than a score says what it is about. */
  private static TimelineKind kind(List<ShownEntry> lines) {
    List<JournalEntry> entries = lines.reversed().stream().map(ShownEntry::entry).toList();
    return entries.stream().map(TimelineKind::of).filter(kind -> kind == TimelineKind.SALES).findFirst()
        .orElseGet(() -> TimelineKind.of(
            entries.stream().filter(Timeline::isMoreThanAScore).findFirst().orElse(entries.getFirst())));
  }

  /** Whether nothing came in that it was done for: its time had come. A lead that comes in has had no time before. */
  private static boolean timely(List<ShownEntry> lines) {
    return lines.stream().allMatch(line ->
        line.by().kind() == Principal.Kind.SYSTEM && line.causeEventId() == null && comesWithTime(line.entry()));
  }

  private static boolean isMoreThanAScore(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Scored ignored -> false;
      case JournalEntry.OfLead ignored -> true;
      case JournalEntry.OfNurture ignored -> true;
      case JournalEntry.OfHandoff ignored -> true;
      case JournalEntry.OfSales ignored -> true;
      case JournalEntry.OfPerson ignored -> true;
    };
  }

  private static boolean comesWithTime(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Entered ignored -> false;
      case JournalEntry.PolicyMoved ignored -> false;
      case JournalEntry.OfLead ignored -> true;
      case JournalEntry.OfNurture ignored -> true;
      case JournalEntry.OfHandoff ignored -> true;
      case JournalEntry.OfSales ignored -> true;
      case JournalEntry.OfPerson ignored -> true;
    };
  }

  private static boolean doneByTheLead(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.SignalRecorded ignored -> true;
      case JournalEntry.OfLead ignored -> false;
      case JournalEntry.OfNurture ignored -> false;
      case JournalEntry.OfHandoff ignored -> false;
      case JournalEntry.OfSales ignored -> false;
      case JournalEntry.OfPerson ignored -> false;
    };
  }

  /** What the lead did itself, others only tell of. */
  private static String toldBy(Principal by, People people) {
    return switch (by.kind()) {
      case PERSON, SYSTEM -> people.by(by);
      case PROVIDER, TEMPORAL, REP, MANAGER, MARKETING, ADMIN -> "the lead, as told by " + people.by(by);
    };
  }
}
