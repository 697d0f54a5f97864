package dev.leadloop.console;

import dev.leadloop.console.PageTimes.When;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.scoring.CutsInWords;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of one lead shows, in words.
 *
 * @param name the person, or what stands in where the name is not known
 * @param role title and company; empty where neither is known
 * @param status null before the first decision
 * @param clock whose clock times are told by, such as "New York time"
 * @param because why things stand as they do
 * @param held mail held back
 * @param waiting what came in and is not decided yet
 * @param older where the page of older history begins; null where there is none
 * @param doubts answers that may ask to stop, of which somebody is to say whether they do
 * @param deal what sales made of it, such as "Opportunity, 12000 EUR"; null before
 * @param score what the last decision wrote down and what it is by now; null before the first
 * @param handoff what sales is told of the open or latest handoff; null before the first
 * @param standing why the lead stands still; null where it does not
 * @param times puts the instants of the handoff into words
 * @param people calls reps by their names
 * @param history address of the workflow's history; null where Temporal's UI is not known
 */
record LeadPage(
    String id,
    String name,
    String role,
    @Nullable Status status,
    @Nullable String owner,
    @Nullable When deadline,
    @Nullable String level,
    @Nullable Next next,
    String clock,
    List<String> because,
    List<Held> held,
    List<Held> waiting,
    List<Fact> facts,
    List<Moment> timeline,
    @Nullable String older,
    @Nullable String history,
    Answering answering,
    List<Doubt> doubts,
    @Nullable String deal,
    @Nullable HandoffRecord handoff,
    @Nullable Score score,
    PageTimes times,
    People people,
    AttentionController.@Nullable StandingLead standing,
    boolean mayRetry) {

  /**
   * Where the lead stands by the last decision.
   *
   * @param review why a person is to look at it; null where nobody is
   * @param qualifiedBy PQL or MQA; null where neither made it ready
   */
  record Status(
      String stage, int score, int fit, String grade, @Nullable String review, @Nullable String qualifiedBy) {
    static Status of(LeadView view) {
      return new Status(
          view.stage().label(), view.score().score(), view.score().fit(), view.score().grade(), view.review(),
          view.qualifiedBy() == null ? null : view.qualifiedBy().called());
    }
  }

  /**
   * The score that was decided and the score of now, each with reasons whose numbers add up to it.
   *
   * @param asOf when it was decided
   * @param cuts which caps take points from what by now
   */
  record Score(
      int decided, When asOf, List<String> reasons, int now, List<String> reasonsNow, List<Beside> beside,
      List<String> cuts) {
    static Score of(ScoredLine decided, ScoreCard card, PageTimes times) {
      ScoreSummary now = card.summary();
      return new Score(
          decided.score().score(), times.at(decided.at()), decided.score().reasons(), now.score(), now.reasons(),
          Stream.of(
                  new Beside("Product use", now.product(), card.reasons(QualifiedBy.PRODUCT)),
                  new Beside("Account", now.account(), card.reasons(QualifiedBy.ACCOUNT)))
              .filter(beside -> beside.points() > 0)
              .toList(),
          CutsInWords.of(card));
    }
  }

  /**
   * A score beside the score, as of now.
   *
   * @param reasons whose numbers add up to it
   */
  record Beside(String name, int points, List<String> reasons) {}

  /** What happens next by itself. */
  record Next(String what, When when) {
    static Next of(Due due, PageTimes times) {
      return new Next(due.label(), times.at(due.at()));
    }
  }

  /** Something that stands still, and since when. */
  record Held(String what, When when) {}

  /**
   * An answer that may ask to stop.
   *
   * @param text what was written; empty where there was nothing to read
   * @param settles whether whoever looks may say what was meant
   */
  record Doubt(long id, String text, When when, boolean settles) {}

  /** One thing known of the person or the company. */
  record Fact(String name, String value) {}

  /** What one decision did, in the order it did it. */
  record Moment(When when, String by, List<String> lines, List<String> notes) {}
}
