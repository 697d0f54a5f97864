package dev.leadloop.console.inbox;

import dev.leadloop.console.LeadName;
import dev.leadloop.console.PageTimes.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has accepted, in the order in which it wants doing.
 *
 * @param sections those that have leads
 * @param more whether there are more than are shown
 */
record OwnLeadsPage(List<Section> sections, boolean more) {

  /**
   * Leads that want the same.
   *
   * @param name the key of its words: contact, stalled, accepted or opportunity
   */
  record Section(String name, List<Own> leads) {}

  /**
   * A lead that was accepted.
   *
   * @param what the section it stands in, and so what the time tells
   * @param when null where nobody told when
   * @param deal such as "12000 EUR"; empty where nothing is reported
   * @param with who has it, where everybody's are shown; empty otherwise
   * @param contact names the report that sales was in touch; null where it was already
   */
  record Own(
      String leadId,
      LeadName name,
      String score,
      String what,
      @Nullable When when,
      String deal,
      String with,
      @Nullable String contact) {}

  /**
   * Answers that were given, the latest first.
   *
   * @param behind whether there are later ones
   * @param next where the list goes on; null on its last page
   */
  record AnsweredPage(List<Answered> answers, boolean behind, @Nullable String next) {}

  /**
   * An answer that was given.
   *
   * @param did the key of what was answered, such as "accept"
   * @param reason in the policy's words; empty where none was asked
   * @param became what came of it
   * @param good whether it was followed; null while it is not decided
   */
  record Answered(
      String leadId,
      LeadName name,
      String did,
      String reason,
      @Nullable String note,
      String became,
      @Nullable Boolean good,
      When at) {}
}
