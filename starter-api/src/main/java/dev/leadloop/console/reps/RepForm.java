package dev.leadloop.console.reps;

import dev.leadloop.console.OrderForm;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.reps.OwnHours.Worked;
import dev.leadloop.reps.RosterDesk;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A rep as the form shows one and sends one.
 *
 * @param who name, address and team
 * @param seen what tells the rep as it was looked at
 * @param times when the rep works
 */
record RepForm(Who who, Limits limits, Takes takes, WorkingTimeForm times, String seen) {

  /** Who the rep is, and in which team. */
  record Who(String name, String email, String team, boolean manager, boolean active) {}

  /** What the rep takes on; empty texts for no limit. */
  record Limits(String weight, String openAtOnce, String perDay, boolean catchUp, String calendar) {}

  /** Which leads alone the rep is given; none for all. */
  record Takes(List<String> territories, List<String> segments, String languages) {}

  /** As the rep stands. */
  static RepForm of(Rep rep, WorkingTimeForm times) {
    Work work = rep.work();
    return new RepForm(
        new Who(rep.name(), rep.email(), rep.team(), rep.manager(), rep.active()),
        new Limits(
            Integer.toString(work.weight()), text(work.openAtOnce()), text(work.perDay()), work.catchUp(),
            OrderForm.orEmpty(work.calendar())),
        new Takes(List.copyOf(work.territories()), List.copyOf(work.segments()),
            String.join(", ", new TreeSet<>(work.languages()))),
        times, RosterDesk.mark(rep));
  }

  /** As it was sent, to be mended. */
  static RepForm sent(MultiValueMap<String, String> sent) {
    return new RepForm(
        new Who(of(sent, "name"), of(sent, "email"), of(sent, "team"), sent.containsKey("manager"), sent.containsKey("active")),
        new Limits(
            of(sent, "weight"), of(sent, "openAtOnce"), of(sent, "perDay"), sent.containsKey("catchUp"), of(sent, "calendar")),
        new Takes(all(sent, "territories"), all(sent, "segments"), of(sent, "languages")),
        WorkingTimeForm.sent(sent.toSingleValueMap()), of(sent, "seen"));
  }

  /**
   * The rep that was sent.
   *
   * @throws ProblemException where a number is none
   */
  Rep rep(String id, Worked worked) {
    Integer weight = number("weight", limits.weight());
    return new Rep(
        id, who.name(), who.email().strip(), who.team(), who.manager(), who.active(), worked.absentFrom(), worked.absentUntil(),
        new Work(
            weight == null ? RosterDesk.MOST_WEIGHT : weight, number("openAtOnce", limits.openAtOnce()),
            number("perDay", limits.perDay()), limits.catchUp(), OrderForm.given(limits.calendar()), worked.timeZone(),
            worked.hours(), Set.copyOf(worked.daysOff()), Set.copyOf(takes.territories()), Set.copyOf(takes.segments()),
            Set.copyOf(Arrays.stream(takes.languages().split(",")).map(String::strip).filter(one -> !one.isEmpty())
                .distinct().toList())));
  }

  private static @Nullable Integer number(String field, String text) {
    String given = OrderForm.given(text);
    try {
      return given == null ? null : Integer.valueOf(given);
    } catch (NumberFormatException none) {
      throw FieldError.in(field, "must be a whole number");
    }
  }

  private static String text(@Nullable Integer number) {
    return number == null ? "" : number.toString();
  }

  private static String of(MultiValueMap<String, String> sent, String field) {
    return OrderForm.orEmpty(sent.getFirst(field));
  }

  private static List<String> all(MultiValueMap<String, String> sent, String field) {
    return sent.getOrDefault(field, List.of()).stream().filter(one -> !one.isBlank()).distinct().toList();
  }
}
