package dev.leadloop.console.lead;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a person is to do about a lead.
 *
 * @param what such as "answerHandoff", whose words stand in the messages
 * @param of what the words name, such as the number of the handoff
 * @param who is to do it
 * @param due null where no time is set, or it stands still
 * @param still whether its time stands still
 */
record SalesTask(String what, String of, String who, @Nullable When due, boolean still) {

  /** What is to be done now. */
  static List<SalesTask> of(@Nullable LeadProgress progress, List<Due> ahead, People people, PageTimes times) {
    List<SalesTask> tasks = new ArrayList<>();
    if (progress == null) {
      return tasks;
    }
    Handoff handoff = progress.handoff();
    if (handoff != null) {
      boolean still = handoff.clock().pause() != null;
      tasks.add(new SalesTask(
          "answer", String.valueOf(handoff.cycle()), people.rep(handoff.owner()), still ? null : times.at(handoff.deadline()),
          still));
    }
    Instant contact = progress.sales().contactDue();
    String owner = progress.sales().owner();
    if (contact != null) {
      tasks.add(new SalesTask("contact", "", owner == null ? "" : people.rep(owner), times.at(contact), false));
    }
    ahead.stream().filter(due -> due.purpose() == Due.Purpose.STALLED).findFirst().ifPresent(due ->
        tasks.add(new SalesTask("report", "", owner == null ? "" : people.rep(owner), times.at(due.at()), false)));
    String review = progress.qualification().review();
    if (review != null) {
      tasks.add(new SalesTask("review", review.replace('_', ' '), "", null, false));
    }
    return tasks;
  }
}
