package dev.leadloop.console.inbox;

import dev.leadloop.console.LeadName;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.handoff.HandoffRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the inbox shows, in words.
 *
 * @param lines what waits, the most urgent first, and behind it what is quiet for a while
 * @param all how many wait, of whom the lines show the first
 * @param queue how many of them wait in the queue
 * @param chosen the handoff beside the list; null where none waits
 * @param asked whether that one was asked for by its address, and not taken because it is the first
 * @param held answers that may still be taken back
 * @param of whose inbox a manager looks at: a rep's id, or empty for everybody's; null for a rep, who looks at the own
 * @param reps whose inboxes a manager may look at
 * @param mark of what it shows: with another one it has changed
 */
record InboxPage(
    List<Line> lines,
    int all,
    int queue,
    @Nullable Chosen chosen,
    boolean asked,
    List<Held> held,
    @Nullable String of,
    List<Option> reps,
    String mark) {

  /** How many are left out of the lines. */
  public int more() {
    return all - lines.size();
  }

  /** The address of the inbox with another handoff beside it. */
  public String at(String leadId) {
    return "/inbox?lead=" + leadId + (of == null || of.isEmpty() ? "" : "&of=" + of);
  }

  /** The address of the list alone. */
  public String list() {
    return "/inbox" + (of == null || of.isEmpty() ? "" : "?of=" + of);
  }

  /** Where the page is told that it has changed. */
  public String events() {
    return "/inbox/events?seen=" + mark + (of == null || of.isEmpty() ? "" : "&of=" + of);
  }

  /**
   * A handoff in the list.
   *
   * @param trigger why now, such as "Demo requested"
   * @param score such as "87 A"
   * @param level such as "reminded"; empty while it is on track
   * @param with who has it, where that is not whoever looks; empty otherwise
   * @param quiet whether nobody is reminded of it for a while
   * @param answered who has just answered and may still take that back; empty where nobody has
   */
  record Line(
      String leadId,
      LeadName name,
      String trigger,
      String score,
      String level,
      String with,
      When due,
      boolean quiet,
      String answered,
      boolean current) {}

  /**
   * The handoff beside the list.
   *
   * @param next what is shown once this one is answered; null for whatever is first then
   * @param times puts the instants of the record into words
   * @param people calls reps by their names
   * @param answering null where whoever looks may not answer it, or somebody has just done so
   * @param why there is nothing to answer with; null where there is
   */
  record Chosen(
      String leadId,
      int cycle,
      LeadName name,
      When due,
      String level,
      HandoffRecord record,
      PageTimes times,
      People people,
      @Nullable Answering answering,
      @Nullable String why,
      @Nullable String next) {}

  /**
   * What may be answered.
   *
   * @param formId names the answer, so that a form sent twice answers once
   * @param snoozes how long reminders may be put off; empty where they may not
   * @param snoozeHelp the limits in words
   */
  record Answering(String formId, List<Reason> reasons, List<Snooze> snoozes, String snoozeHelp) {}

  /**
   * A reason of the catalogue.
   *
   * @param key the digit or letter that chooses it
   */
  record Reason(String code, String label, boolean note, String key) {}

  /**
   * A time until which reminders are put off.
   *
   * @param until as a form sends it
   */
  record Snooze(String label, String until, String key) {}

  /**
   * An answer that may be taken back.
   *
   * @param did such as "accept", which names its words
   * @param until for programs
   * @param seconds whole seconds that are left
   */
  record Held(String leadId, String eventId, String title, String did, String until, long seconds) {}

  /** A choice of a list. */
  record Option(String code, String label) {}
}
