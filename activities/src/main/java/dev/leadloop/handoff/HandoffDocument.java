package dev.leadloop.handoff;

import com.fasterxml.jackson.annotation.JsonRootName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link HandoffRecord} as it leaves the house, by webhooks and by the API. These names are the interface and stay; what
 * each part means is said there.
 */
@JsonRootName("HandoffRecord")
public record HandoffDocument(
    String leadId,
    int cycle,
    Person person,
    @Nullable Assignment assignment,
    Trigger trigger,
    Score scoreThen,
    Score scoreNow,
    Fit fit,
    Origin origin,
    List<Did> deeds,
    List<Topic> topics,
    List<Finding> bant,
    List<Colleague> colleagues,
    List<Sent> sent,
    List<Earlier> earlier,
    @Nullable Next next) {

  /** Who the lead is. */
  @JsonRootName("HandoffRecordPerson")
  public record Person(
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

  /** Who is to answer and until when. */
  @JsonRootName("HandoffRecordAssignment")
  public record Assignment(
      String owner,
      String ownerName,
      boolean queue,
      String slaClass,
      Instant assignedAt,
      Instant deadline,
      String zone,
      String level,
      @Nullable Earlier ended) {}

  /** What handed the lead over. */
  @JsonRootName("HandoffRecordTrigger")
  public record Trigger(
      String type,
      String label,
      @Nullable Instant at,
      @Nullable String detail,
      @Nullable String words,
      @Nullable String eventId) {}

  /** A score with what it is mostly made of. */
  @JsonRootName("HandoffRecordScore")
  public record Score(
      int score, @Nullable Integer threshold, int fit, String grade, List<String> reasons, int policyVersion) {}

  /** How well who they are matches who we sell to. */
  @JsonRootName("HandoffRecordFit")
  public record Fit(int points, String grade, List<String> reasons) {}

  /** Where they came from. */
  @JsonRootName("HandoffRecordOrigin")
  public record Origin(@Nullable Touch first, List<Touch> later) {}

  /** One touch that brought them to us. */
  @JsonRootName("HandoffRecordTouch")
  public record Touch(
      Instant at,
      @Nullable String source,
      @Nullable String campaign,
      @Nullable String content,
      @Nullable String channel) {}

  /** Something the lead did. */
  @JsonRootName("Deed")
  public record Did(
      String type,
      Engagement.Kind kind,
      String label,
      @Nullable String detail,
      @Nullable String words,
      Instant at,
      int times) {}

  /** A topic and how often it was read. */
  @JsonRootName("HandoffRecordTopic")
  public record Topic(String name, int times) {}

  /** What is known of one of the four questions a sale turns on. */
  @JsonRootName("BantFinding")
  public record Finding(BantFinding.Part part, BantFinding.Standing standing, List<Proof> proofs) {}

  /** One thing a finding rests on. */
  @JsonRootName("BantFindingProof")
  public record Proof(String text, String source, boolean said, @Nullable Instant at, @Nullable String eventId) {}

  /** Someone else of the same company. */
  @JsonRootName("HandoffRecordColleague")
  public record Colleague(
      String leadId,
      String name,
      @Nullable String title,
      @Nullable String stage,
      @Nullable Integer score,
      @Nullable String ownerName,
      List<Did> deeds) {}

  /** A mail of ours. */
  @JsonRootName("HandoffRecordSent")
  public record Sent(String label, String sequence, String state, Instant at) {}

  /** A handoff that ended. */
  @JsonRootName("HandoffRecordEarlier")
  public record Earlier(
      int cycle,
      String ownerName,
      String how,
      String by,
      Instant at,
      @Nullable String reason,
      @Nullable String note) {}

  /** What to do first. */
  @JsonRootName("NextAction")
  public record Next(String action, @Nullable String question, List<String> cautions) {}
}
