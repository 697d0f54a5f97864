package dev.leadloop.console.reps;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of sales, in words.
 *
 * @param show which of them: active, away, full, left, all
 * @param kinds what there is to choose of that, with how many there are
 * @param team of whom these are; empty for every team
 * @param teams to choose from
 * @param asOf when it was read
 */
record RepsPage(List<Line> lines, String show, List<Kind> kinds, String team, List<Option> teams, String asOf) {

  /** A choice of which reps are shown. */
  record Kind(String name, int count) {}

  /** A choice of a list. */
  record Option(String value, String label) {}

  /**
   * A rep.
   *
   * @param email where notices go
   * @param standing what the rep takes on now; null of a manager, who is offered no leads
   * @param away such as "until Wed 2 Dec, 09:00 Berlin time"; empty for nothing to say
   * @param open handoffs that wait for the rep
   * @param hours in words, such as "Mon to Fri 09:00-17:00"
   * @param zone where the rep works
   * @param clock what the clock shows there now
   * @param takes which leads alone, in words; empty for all
   */
  record Line(
      String id, String name, String email, String team, boolean sample, @Nullable RepStanding standing, String away, int open,
      String hours, String zone, String clock, String takes) {

    /** Whether the rep is a manager, who is offered no leads. */
    public boolean manager() {
      return standing == null;
    }
  }
}
