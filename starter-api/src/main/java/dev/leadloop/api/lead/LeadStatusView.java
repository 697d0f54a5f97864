package dev.leadloop.api.lead;

import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.scoring.Band;
import dev.leadloop.sla.SlaLevel;
import dev.leadloop.view.LeadReadStore.Current;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a lead stands, without anything of the person.
 *
 * @param seq number of the decision this shows
 * @param score engagement less what counts against the lead, as the last decision that changed it wrote it down
 * @param reasons the weightiest parts of that score, in words, then the rest: their numbers add up to it
 * @param owner rep's id or the queue's name
 * @param cycle number of the open or last handoff
 * @param next what happens next by itself
 * @param suppressed why its address gets no mail; null where it may
 * @param withheld label of the rule by which the policy withholds nurture mail from it for as long as it holds; null for none
 * @param review why a person is to look at it
 * @param product points for use of the product, written down like the score
 * @param account points for the company, likewise
 * @param qualifiedBy MQL where its score made it ready, PQL where use of the product did, MQA where its company did; "asked for
 *     sales" where its own request did, "judged ready" where a manager did; null where it is not ready
 */
@Schema(name = "LeadStatus")
public record LeadStatusView(
    long seq,
    String stage,
    int score,
    int fit,
    String grade,
    Band band,
    List<String> reasons,
    @Nullable String owner,
    int cycle,
    @Nullable SlaView sla,
    @Nullable NextView next,
    @Nullable Instant parkedUntil,
    @Nullable String suppressed,
    @Nullable String review,
    int recycles,
    @Nullable String source,
    int policyVersion,
    int product,
    int account,
    @Nullable String qualifiedBy,
    @Nullable String withheld) {

  /** How the open handoff stands against its deadline. */
  @Schema(name = "LeadStatusSla")
  public record SlaView(SlaLevel level, @Nullable Instant dueAt) {}

  /** What happens next by itself, and when. */
  @Schema(name = "LeadStatusNext")
  public record NextView(String what, Instant at, Due.Purpose purpose) {}

  /** The lead as callers see it. */
  public static LeadStatusView of(Current current) {
    LeadView view = current.view();
    Due due = view.next();
    return new LeadStatusView(
        view.seq(),
        view.stage().label(),
        view.score().score(),
        view.score().fit(),
        view.score().grade(),
        view.score().band(),
        view.score().reasons(),
        view.sales().owner(),
        view.sales().cycle(),
        view.sales().slaLevel() == SlaLevel.NONE ? null : new SlaView(view.sales().slaLevel(), view.sales().slaDueAt()),
        due == null ? null : new NextView(due.label(), due.at(), due.purpose()),
        view.parkedUntil(),
        current.progress().nurture().suppressed(),
        view.review(),
        view.recycles(),
        current.progress().qualification().source(),
        view.policyVersion(),
        view.score().product(),
        view.score().account(),
        current.qualifiedBy(),
        view.noMail().withheld());
  }
}
