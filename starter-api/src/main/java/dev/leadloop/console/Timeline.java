package dev.leadloop.console;

import dev.leadloop.console.LeadPage.Moment;
import dev.leadloop.handoff.Engagements;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.PropertyWords;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.view.TimelineStore;
import dev.leadloop.view.TimelineStore.ShownEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A lead's history, the newest first; what one decision did for one reason stands together, in the order it was done.
 *
 * @param older where the next page begins; null on the last
 */
record Timeline(List<Moment> moments, @Nullable String older) {
  private static final int LINES = 100;

  static Timeline read(TimelineStore timeline, LeadId lead, TimelineStore.Place before, People people, PageTimes times,
      IntFunction<LeadPolicy> policies) {
    List<ShownEntry> found = timeline.linesBefore(lead, before, LINES + 1);
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
    return new Timeline(moments, last == null ? null : last.seq() + "-" + last.n());
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
    ShownEntry newest = lines.get(0);
    String note = newest.note();
    boolean byLead = lines.stream().map(ShownEntry::entry).allMatch(Timeline::doneByTheLead);
    return new Moment(
        times.at(newest.at()),
        byLead ? toldBy(newest.by(), people) : people.by(newest.by()),
        List.copyOf(sentences),
        note == null ? List.of() : List.of(note));
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
