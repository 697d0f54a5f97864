package dev.leadloop.api.lead;

import dev.leadloop.accounts.ActivePeopleView;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import dev.leadloop.view.Scores.Explained;
import dev.leadloop.view.Scores.KnownFact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score with everything behind it, by what was known at that instant.
 *
 * @param at the instant it holds for
 * @param decided what decisions had written down by then; it stays as it is until something is decided that changes it,
 *     while age goes on taking from the score
 * @param contributions what makes the score up, each cut of a cap or the floor and what rounding added by itself:
 *     {@code counted} adds up to the score over ENGAGEMENT, NEGATIVE and FLOOR, and to fit, product and account each over
 *     its own layer
 * @param product points for use of the product
 * @param account points for the company
 * @param readyBy what the band is reached by: MQL for the score, PQL for use of the product, MQA for the company; null where
 *     it is cold
 * @param outlook what would make it ready, as of now; null where a past instant is asked for
 * @param facts what was known of the lead then of what rules go by
 * @param company whose lead what was found of its company counts for; null where it is of none
 */
@Schema(name = "ScoreExplained")
record ScoreView(
    String leadId,
    Instant at,
    int policyVersion,
    int score,
    int engagement,
    int negative,
    int fit,
    String grade,
    Band band,
    @Nullable DecidedView decided,
    List<ContributionView> contributions,
    int product,
    int account,
    @Nullable String readyBy,
    @Nullable OutlookView outlook,
    List<FactView> facts,
    @Nullable CompanyView company) {

  /**
   * The company, and whose lead what was found of it counts for now: it is told to one lead of a company alone.
   *
   * @param countsHere whether it counts for this lead
   * @param countsFor id of the lead it counts for; null where it counts for none, and where that one may not be looked at
   * @param active who counts as active for this lead, and by what; null where nothing of the company counts here
   */
  @Schema(name = "ScoreExplainedCompany")
  record CompanyView(
      String accountId, boolean countsHere, @Nullable String countsFor, @Nullable ActivePeopleView active) {
    /** What a rule about the company went by of its people. */
    List<FactView> behind(ScoreCard.Contribution part, AccountRules rules) {
      ActivePeopleView people = active;
      if (people == null || part.layer() != ScoreCard.Layer.ACCOUNT) {
        return List.of();
      }
      return rules.rules().stream()
          .filter(rule -> rule.id().equals(part.rule()) && rule.signs().stream().anyMatch(CompanyView::goesByPeople))
          .map(rule -> new FactView("people-active", people.inWords(), "counted together", null))
          .limit(1)
          .toList();
    }

    private static boolean goesByPeople(AccountRules.Sign sign) {
      return switch (sign) {
        case AccountRules.Sign.PeopleActive ignored -> true;
        case AccountRules.Sign.RolesActive ignored -> true;
        case AccountRules.Sign.AskedByOthers ignored -> false;
        case AccountRules.Sign.IntentSurge ignored -> false;
      };
    }
  }

  /**
   * What a rule gave for one signal or fact, or an adjustment by a cap, the floor or rounding.
   *
   * @param rule the rule's id; what was adjusted by, for an adjustment
   * @param eventId the signal; null for all else, and for several in one
   * @param occurredAt when the signal happened; null likewise
   * @param base points of the rule; 0 for an adjustment
   * @param decayed points left by age; what a cap cuts is told here as less than nothing
   * @param counted points that counted after the caps
   * @param group the group of rules that it shares a cap with; null for none
   * @param cutBy the caps that took from it
   * @param facts those that the rule went by, as they were known then; of a rule about active people, who these are
   * @param notCounted why a signal that the rule is for gives nothing, such as "once per day"; null where it gives its points
   * @param signals for how many signals it stands: those of a rule that are not shown by themselves are one; 0 where it comes of
   *     none
   */
  @Schema(name = "ScoreCardContribution")
  record ContributionView(
      ScoreCard.Layer layer,
      ScoreCard.Kind kind,
      String rule,
      String label,
      @Nullable String eventId,
      @Nullable Instant occurredAt,
      int base,
      double decayed,
      double counted,
      @Nullable String group,
      List<CutView> cutBy,
      List<FactView> facts,
      @Nullable String notCounted,
      int signals) {
    static ContributionView of(ShownParts.Part shown, List<FactView> facts) {
      ScoreCard.Contribution part = shown.contribution();
      return new ContributionView(
          part.layer(),
          part.kind(),
          part.rule(),
          part.label(),
          part.eventId(),
          part.occurredAt(),
          part.base(),
          part.decayed(),
          part.counted(),
          part.group(),
          part.cutBy().stream().map(CutView::of).toList(),
          facts,
          part.notCounted(),
          shown.signals());
    }
  }

  /**
   * A fact as it was known.
   *
   * @param fact as policies name it
   * @param value null where it was not known
   * @param source whose word it was: enrichment and the provider, or by which door and whose hand it was told; null where it
   *     was not known
   * @param since when it came to be known; null likewise
   */
  @Schema(name = "ScoreCardFact")
  record FactView(String fact, @Nullable String value, @Nullable String source, @Nullable Instant since) {
    static FactView of(KnownFact fact) {
      return new FactView(fact.fact(), fact.value(), fact.source(), fact.since());
    }
  }

  /**
   * What one cap took from one part.
   *
   * @param cap whether it is the rule's, the group's or that of all
   * @param of the rule, the group, or what the policy calls the cap of all
   * @param most points that the cap leaves
   * @param points that it took
   */
  @Schema(name = "ScoreCardCut")
  record CutView(ScoreCard.Kind cap, String of, int most, double points) {
    static CutView of(ScoreCard.CapCut cut) {
      return new CutView(cut.cap(), cut.of(), cut.most(), cut.points());
    }
  }

  /** A score as a decision wrote it down, and when that was. */
  @Schema(name = "ScoreExplainedDecided")
  record DecidedView(int score, Instant asOf) {
    static DecidedView of(ScoredLine line) {
      return new DecidedView(line.score().score(), line.at());
    }
  }

  private static List<FactView> facts(
      ScoreCard.Contribution part, Explained explained, @Nullable CompanyView company, AccountRules rules) {
    List<FactView> facts = explained.behind(part).stream().map(FactView::of).toList();
    return facts.isEmpty() && company != null ? company.behind(part, rules) : facts;
  }

  /** A score with at most so many signals by themselves. */
  static ScoreView of(
      String leadId,
      Explained explained,
      int signals,
      @Nullable DecidedView decided,
      @Nullable OutlookView outlook,
      @Nullable CompanyView company,
      AccountRules rules) {
    ScoreCard card = explained.card();
    return new ScoreView(
        leadId,
        card.at(),
        card.policyVersion(),
        card.summary().score(),
        card.summary().engagement(),
        card.summary().negative(),
        card.summary().fit(),
        card.summary().grade(),
        card.summary().band(),
        decided,
        ShownParts.of(card.parts(), signals).stream()
            .map(part -> ContributionView.of(part, facts(part.contribution(), explained, company, rules))).toList(),
        card.summary().product(),
        card.summary().account(),
        card.summary().by() == null ? null : card.summary().by().called(),
        outlook,
        explained.facts().values().stream().map(FactView::of).toList(),
        company);
  }
}
