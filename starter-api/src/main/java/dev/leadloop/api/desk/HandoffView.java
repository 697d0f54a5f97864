package dev.leadloop.api.desk;

import dev.leadloop.lifecycle.handoff.AnswerDeadline;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.view.HandoffReadStore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A handoff cycle as the API shows it; how, by whom, when and why it ended are null while it is open.
 *
 * @param qualifiedBy MQL, PQL or MQA by what made it ready, "asked for sales" where its own request did, "judged ready" where a
 *     manager did
 */
record HandoffView(
    String leadId,
    int cycle,
    @Nullable String company,
    String owner,
    boolean queue,
    String trigger,
    String slaClass,
    Instant assignedAt,
    Instant deadline,
    @Schema(description = "the deadline on the owner's clock") OffsetDateTime deadlineThere,
    @Schema(description = "where the owner works, else the team, else the calendar") String timeZone,
    String level,
    @Nullable PauseView paused,
    @Nullable Instant snoozedUntil,
    @Nullable String endedHow,
    @Nullable String endedBy,
    @Nullable Instant endedAt,
    @Nullable String reason,
    TimesView times,
    String qualifiedBy) {

  /** A pause the answer time is in. */
  @Schema(name = "HandoffViewPause")
  record PauseView(Instant since, Instant until, String reason) {}

  /**
   * What took how long: the system from the signal to the notice, sales from then on. Rep times are business time.
   *
   * @param signalAt when the signal that caused the handoff was stored; null where none did, as where a person or time alone did
   * @param systemSeconds real time from the signal to the notice; null while nobody was told, and where no signal caused it
   * @param repSeconds business time from assignment to the end, pauses left out; null while it is open
   * @param contactSeconds business time from acceptance to the first contact
   */
  @Schema(name = "HandoffViewTimes")
  record TimesView(
      @Nullable Instant signalAt,
      @Nullable Instant notifiedAt,
      @Nullable Double systemSeconds,
      @Nullable Long repSeconds,
      @Nullable Instant firstContactAt,
      @Nullable Long contactSeconds) {}

  static HandoffView of(HandoffReadStore.ListedHandoff handoff, LeadPolicy policy) {
    AnswerClock clock = handoff.clock();
    HandoffReadStore.Ended ended = handoff.ended();
    AnswerClock.Pause pause = ended == null ? clock.pause() : null;
    ZoneId zone = clock.toldIn(policy.calendars());
    return new HandoffView(
        handoff.leadId(),
        handoff.cycle(),
        handoff.company(),
        handoff.owner(),
        handoff.queue(),
        handoff.terms().trigger(),
        handoff.terms().slaClass(),
        handoff.terms().assignedAt(),
        handoff.deadline(),
        handoff.deadline().atZone(zone).toOffsetDateTime(),
        zone.getId(),
        handoff.level(),
        pause == null ? null : new PauseView(pause.since(), pause.until(), pause.reason()),
        clock.snoozedUntil(),
        ended == null ? null : ended.how(),
        ended == null ? null : ended.by(),
        ended == null ? null : ended.at(),
        ended == null ? null : ended.reason(),
        times(handoff, policy),
        HandoffWay.of(handoff.terms().trigger()).called());
  }

  private static TimesView times(HandoffReadStore.ListedHandoff handoff, LeadPolicy policy) {
    HandoffReadStore.Happened happened = handoff.happened();
    String slaClass = handoff.terms().slaClass();
    Instant assigned = handoff.terms().assignedAt();
    Instant signal = happened.signalAt();
    Instant notified = happened.notifiedAt();
    Instant ended = handoff.ended() == null ? null : handoff.ended().at();
    Instant contacted = happened.contactedAt();
    return new TimesView(
        signal,
        notified,
        notified == null || signal == null ? null : Duration.between(signal, notified).toMillis() / 1_000.0,
        ended == null
            ? null
            : AnswerDeadline.used(policy, slaClass, handoff.clock(), assigned, handoff.deadline(), ended).toSeconds(),
        contacted,
        contacted == null || ended == null
            ? null
            : AnswerDeadline.between(policy, slaClass, handoff.clock(), ended, contacted).toSeconds());
  }
}
