package dev.leadloop.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever looks at the page may answer; whether an answer holds is decided when it is given.
 *
 * @param cycle the handoff that an answer is for
 * @param notYours why no form is there although something waits for an answer; null otherwise
 * @param formId names the answer, so that a form sent twice answers once
 */
public record Answering(
    int cycle,
    Forms forms,
    @Nullable String notYours,
    List<Choice> reasons,
    List<Choice> reps,
    String formId) {

  /** An option of a form. */
  public record Choice(String code, String label) {}

  /**
   * Which forms the page offers.
   *
   * @param answer whether to offer accept, reject and return
   * @param reassign whether to offer another rep
   * @param withdraw whether to offer marketing and managers to take it back
   * @param takeOver whether to offer a rep what another rep has
   * @param clock what is offered about the answer time
   * @param contact whether to offer "I was in touch"
   * @param outcome whether to ask what became of the lead
   * @param review whether to offer qualify and dismiss
   */
  public record Forms(
      boolean answer,
      boolean reassign,
      boolean withdraw,
      boolean takeOver,
      ClockForms clock,
      boolean contact,
      boolean outcome,
      boolean review) {

    /** Whether there is any form at all. */
    public boolean any() {
      return answer || reassign || withdraw || takeOver || clock.any() || contact || outcome || review;
    }

    /** Whether the form of that name is on the page. */
    public boolean offers(String form) {
      return switch (form) {
        case "accept", "reject" -> answer;
        case "reassign" -> reassign;
        case "withdraw" -> withdraw;
        case "takeover" -> takeOver;
        case "pause" -> clock.pause() != null;
        case "resume" -> clock.resume();
        case "snooze" -> clock.snooze() != null;
        case "contact" -> contact;
        case "outcome" -> outcome;
        case "review" -> review;
        default -> false;
      };
    }
  }
}
