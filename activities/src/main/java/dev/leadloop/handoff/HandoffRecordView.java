package dev.leadloop.handoff;

import com.fasterxml.jackson.annotation.JsonRootName;
import dev.leadloop.policy.scoring.HandoffWay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link HandoffRecord} as it leaves the house, by webhooks and by the API. These names are the interface and stay; what
 * each part means is said there.
 */
@JsonRootName("HandoffRecord")
public record HandoffRecordView(
    String leadId,
    int cycle,
    PersonView person,
    @Nullable AssignmentView assignment,
    TriggerView trigger,
    ScoreView scoreThen,
    ScoreView scoreNow,
    FitView fit,
    OriginView origin,
    List<DidView> deeds,
    List<TopicView> topics,
    List<FindingView> bant,
    List<ColleagueView> colleagues,
    List<SentView> sent,
    List<EarlierView> earlier,
    @Nullable NextView next,
    @Nullable ReadinessView ready,
    BesideView product,
    BesideView account,
    List<FoundView> found,
    @Nullable CompanyView company) {

  /**
   * What was found of its company when it was last counted, whichever of its leads it counts for.
   *
   * @param peopleActive null where nobody counted it yet
   * @param countsFor id of the lead that it counts for; null where it counts for none
   */
  @JsonRootName("HandoffRecordCompany")
  public record CompanyView(
      String accountId, @Nullable Integer peopleActive, List<SurgeView> surges, @Nullable String countsFor) {}

  /**
   * A topic that the company reads up on.
   *
   * @param score how strongly, on the source's own scale
   */
  @JsonRootName("HandoffRecordSurge")
  public record SurgeView(String topic, int score, String source, Instant at) {}

  /** Who the lead is. */
  @JsonRootName("HandoffRecordPerson")
  public record PersonView(
      @Nullable String name,
      @Nullable String title,
      @Nullable String company,
      @Nullable Integer companySize,
      @Nullable String industry,
      @Nullable String country,
      @Nullable String timeZone,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String suppressed) {}

  /**
   * Who is to answer and until when.
   *
   * @param was when the answer was due before the lead asked for more; null where no request has moved that
   */
  @JsonRootName("HandoffRecordAssignment")
  public record AssignmentView(
      String owner,
      String ownerName,
      boolean queue,
      String slaClass,
      Instant assignedAt,
      Instant deadline,
      String zone,
      String level,
      @Nullable EarlierView ended,
      @Nullable Instant was) {}

  /**
   * What sales is to answer; of a notice of requests, what is asked.
   *
   * @param alsoAsked the requests beside it that are still to be answered, in order
   */
  @JsonRootName("HandoffRecordTrigger")
  public record TriggerView(
      String type,
      String label,
      @Nullable Instant at,
      @Nullable String detail,
      @Nullable String words,
      @Nullable String eventId,
      List<DidView> alsoAsked) {}

  /** A score with what it is mostly made of. */
  @JsonRootName("HandoffRecordScore")
  public record ScoreView(
      int score,
      @Nullable Integer threshold,
      int fit,
      String grade,
      List<String> reasons,
      int policyVersion,
      int engagement,
      int negative,
      int product,
      int account) {}

  /** How well who they are matches who we sell to. */
  @JsonRootName("HandoffRecordFit")
  public record FitView(int points, String grade, List<String> reasons) {}

  /** Where they came from. */
  @JsonRootName("HandoffRecordOrigin")
  public record OriginView(@Nullable TouchView first, List<TouchView> later) {}

  /** One touch that brought them to us. */
  @JsonRootName("HandoffRecordTouch")
  public record TouchView(
      Instant at,
      @Nullable String source,
      @Nullable String campaign,
      @Nullable String content,
      @Nullable String channel) {}

  /**
   * Something the lead did.
   *
   * @param at the last time
   * @param since the first time
   * @param times how often from the first time to the last
   */
  @JsonRootName("Deed")
  public record DidView(
      String type,
      Engagement.Kind kind,
      String label,
      @Nullable String detail,
      @Nullable String words,
      Instant at,
      Instant since,
      int times) {}

  /** A topic and how often it was read. */
  @JsonRootName("HandoffRecordTopic")
  public record TopicView(String name, int times) {}

  /** What is known of one of the four questions a sale turns on. */
  @JsonRootName("BantFinding")
  public record FindingView(BantFinding.Part part, BantFinding.Standing standing, List<ProofView> proofs) {}

  /** One thing a finding rests on. */
  @JsonRootName("BantFindingProof")
  public record ProofView(String text, String source, boolean said, @Nullable Instant at, @Nullable String eventId) {}

  /** Someone else of the same company. */
  @JsonRootName("HandoffRecordColleague")
  public record ColleagueView(
      String leadId,
      String name,
      @Nullable String title,
      @Nullable String stage,
      @Nullable Integer score,
      @Nullable String ownerName,
      List<DidView> deeds) {}

  /** A mail of ours. */
  @JsonRootName("HandoffRecordSent")
  public record SentView(String label, String sequence, String state, Instant at) {}

  /** A handoff that ended. */
  @JsonRootName("HandoffRecordEarlier")
  public record EarlierView(
      int cycle,
      String ownerName,
      String how,
      String by,
      Instant at,
      @Nullable String reason,
      @Nullable String note) {}

  /** What to do first, and what to ask and why, by what is known when it is read: a notice told it as of when it was written. */
  @JsonRootName("NextAction")
  public record NextView(
      String action, @Nullable String question, List<String> cautions, @Nullable String fact, @Nullable String because) {}

  /**
   * By what it became ready for sales.
   *
   * @param called MQL, PQL or MQA; null where it asked for sales itself or a manager judged so
   * @param text all of it in a line
   */
  @JsonRootName("HandoffRecordReadiness")
  public record ReadinessView(
      HandoffWay way, @Nullable String called, String text, List<NumberView> numbers, int policyVersion) {}

  /**
   * A number that was asked for.
   *
   * @param number such as score, fit or product use
   * @param reached what the lead had then
   */
  @JsonRootName("HandoffRecordNumber")
  public record NumberView(String number, int reached, int asked) {}

  /** A score beside the score: when it was handed over, and now with reasons that add up to it. */
  @JsonRootName("HandoffRecordBeside")
  public record BesideView(int then, int now, List<String> reasons) {}

  /**
   * A fact that nobody said.
   *
   * @param source such as enrichment:file
   * @param at when it was answered
   */
  @JsonRootName("HandoffRecordFound")
  public record FoundView(String fact, String value, String source, Instant at) {}
}
