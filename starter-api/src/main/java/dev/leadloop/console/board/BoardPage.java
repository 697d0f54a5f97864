package dev.leadloop.console.board;

import dev.leadloop.console.LeadName;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.reps.RepStanding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the board shows, in words.
 *
 * @param address of which handoffs the lines are
 * @param of whose the lines are, such as "First (rep-1)"; empty for everybody's
 * @param tiles how many wait, and how urgently
 * @param lines the handoffs, by deadline
 * @param all how many they are, of whom the lines show the first
 * @param queue what waits for the managers
 * @param reviews how many leads wait for a manager's review
 * @param teams the reps by team
 * @param histories the same handoffs in the Temporal UI; null where that is not known
 * @param asOf when it was read, such as "Tue 24 Nov 2026, 14:45 New York time"
 * @param events where the page is told of changes; null for whoever may not listen
 */
record BoardPage(
    BoardAddress address,
    String of,
    List<Tile> tiles,
    List<Line> lines,
    int all,
    OwnerLine queue,
    int reviews,
    List<TeamLines> teams,
    @Nullable String histories,
    String asOf,
    @Nullable String events) {

  /** How many are left out of the lines. */
  public int more() {
    return Math.max(0, all - lines.size());
  }

  /**
   * A number that is a choice of what the list shows.
   *
   * @param name as messages name it
   * @param tone how much it matters: bad, warn or empty
   */
  record Tile(String name, int count, String page, boolean current, String tone) {}

  /**
   * A handoff.
   *
   * @param trigger why it came, such as "Demo requested"
   * @param level such as "escalated"; empty while it is on track
   * @param owner who has it; empty for the queue
   * @param history in the Temporal UI; null where that is not known
   * @param why where it says why it went there
   */
  record Line(
      String leadId, LeadName name, String trigger, String level, String owner, When due, @Nullable String history, String why) {}

  /** A team: its sums, and its reps. */
  record TeamLines(OwnerLine sums, List<OwnerLine> reps) {}

  /**
   * What an owner has.
   *
   * @param numbers how many wait, and how late
   * @param page the list of them
   * @param capacity what the owner takes on; null of a team and of the queue
   * @param inTime of the answers of the last days; null where there were none
   * @param history the same in the Temporal UI; null where that is not known, and of teams
   */
  record OwnerLine(
      String id,
      String name,
      Numbers numbers,
      String page,
      @Nullable RepStanding capacity,
      @Nullable InTime inTime,
      @Nullable String history) {}

  /**
   * How many wait, and how late.
   *
   * @param next when the first answer is due; null where nothing runs
   */
  record Numbers(int open, int overdue, int soon, int escalated, int paused, @Nullable When next) {}

  /**
   * How much was answered in time.
   *
   * @param rate such as "94%"
   * @param of such as "15 of 16"
   * @param page the measure that says so
   */
  record InTime(String rate, String of, String page) {}
}
