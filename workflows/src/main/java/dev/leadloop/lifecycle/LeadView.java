package dev.leadloop.lifecycle;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everyone is shown of a lead: the API, the status row and the Temporal UI; it holds nothing of the person.
 *
 * @param seq the decision it shows
 * @param source of the first touch, as {@link dev.leadloop.lead.SourceName} says it; null where none is known
 * @param next what happens next by itself; null when nothing is due
 * @param noMail what keeps mail from it
 * @param qualifiedBy what other than its score made it ready; null where the score did, its own request or a person
 */
public record LeadView(
    long seq,
    Stage stage,
    ScoreSummary score,
    Sales sales,
    @Nullable Due next,
    int recycles,
    @Nullable String source,
    int policyVersion,
    @Nullable Instant parkedUntil,
    NoMail noMail,
    @Nullable String review,
    @Nullable QualifiedBy qualifiedBy) {

  /**
   * Who of sales has it, and until when they are to act.
   *
   * @param owner rep id or the queue's name; null where nobody owns it
   * @param cycle number of the open or last handoff; 0 before the first
   */
  public record Sales(@Nullable String owner, int cycle, SlaLevel slaLevel, @Nullable Instant slaDueAt) {}

  /**
   * Why the lead gets no mail: its address is suppressed, which a person or the reader lifts, or a rule of the policy withholds
   * nurture mail for as long as it holds.
   *
   * @param suppressed why the address gets none, as {@link dev.leadloop.lead.SuppressionName} says it; null where it is not
   * @param withheld label of the rule; null where none does, and where the lead is not nurtured at all
   */
  public record NoMail(@Nullable String suppressed, @Nullable String withheld) {
    /** Nothing stands in the way. */
    public static final NoMail NOTHING = new NoMail(null, null);
  }
}
