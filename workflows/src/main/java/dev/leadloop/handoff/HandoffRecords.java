package dev.leadloop.handoff;

import dev.leadloop.advice.NextQuestions;
import dev.leadloop.handoff.HandoffRecord.Colleague;
import dev.leadloop.handoff.HandoffRecord.Interest;
import dev.leadloop.handoff.HandoffRecord.Origin;
import dev.leadloop.handoff.HandoffRecord.Touch;
import dev.leadloop.handoff.HandoffRecord.Trigger;
import dev.leadloop.handoff.Judgement.Beside;
import dev.leadloop.handoff.Judgement.Fit;
import dev.leadloop.handoff.Judgement.Score;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the handoff record of facts; a pure function. */
public final class HandoffRecords {
  private static final int ENGAGEMENTS = 8;
  private static final int TOPICS = 5;
  private static final int ENGAGEMENTS_OF_A_COLLEAGUE = 3;
  private static final int LATER_TOUCHES = 5;

  private HandoffRecords() {}

  /**
   * The record as it reads at that instant.
   *
   * @param policy the version the lead is pinned to
   */
  public static HandoffRecord of(HandoffFacts facts, LeadPolicy policy, Instant at) {
    Opening opening = Opening.of(facts.journal(), facts.cycle());
    Asking asking = Asking.of(facts.journal(), facts.cycle(), opening == null ? Instant.MIN : opening.at());
    Trigger trigger = trigger(facts, opening, asking, policy);
    List<Engagement> engagements = Engagements.last(facts.signals(), policy, ENGAGEMENTS);
    List<FoundFact> found = facts.person().found();
    List<BantFinding> bant = Bant.find(facts.profile(), facts.signals(), policy, found);
    List<Colleague> colleagues = facts.company().peers().stream().map(peer -> colleague(peer, policy)).toList();
    ScoreCard now = Scoring.score(facts.profile(), facts.signals(), policy, at);
    Score scoreNow = score(now.summary(), scoreThreshold(policy), policy.version());
    CompanyFound company = facts.company().found();
    Score then = opening == null ? scoreNow : opening.score();
    return new HandoffRecord(
        facts.leadId(),
        facts.cycle(),
        facts.person(),
        facts.assignment() == null ? null : facts.assignment().before(asking.was()),
        trigger,
        new Judgement(
            then, scoreNow,
            new Fit(scoreNow.fit(), scoreNow.grade(), FitReasons.of(now, policy, found)),
            new Beside("Product use", then.product(), scoreNow.product(), now.reasons(QualifiedBy.PRODUCT)),
            new Beside("Company", then.account(), scoreNow.account(), now.reasons(QualifiedBy.ACCOUNT)),
            opening == null ? null : opening.readiness(),
            company,
            company == null ? null : company.inWords(facts.leadId())),
        origin(facts.touches()),
        new Interest(engagements, Engagements.topics(facts.signals(), TOPICS)),
        bant,
        colleagues,
        facts.past(),
        facts.toDo()
            ? SuggestedAction.of(
                trigger, facts.person(), bant, Engagements.toBeginWith(facts.signals(), policy), ofOthers(facts, policy),
                facts.past().handoffs(),
                NextQuestions.of(facts.profile(), facts.signals(), policy, at, facts.stage()).orElse(null))
            : null);
  }

  /** Nobody has to speak to themselves first. */
  private static List<Colleague> ofOthers(HandoffFacts facts, LeadPolicy policy) {
    String owner = facts.assignment() == null ? null : facts.assignment().owner();
    return facts.company().peers().stream()
        .filter(peer -> owner == null || !owner.equals(peer.owner()))
        .map(peer -> colleague(peer, policy))
        .toList();
  }

  /** Why now in two or three words, where nothing but the trigger is at hand. */
  public static String trigger(LeadPolicy policy, String type) {
    return switch (type) {
      case HandoffTrigger.SCORE -> "score reached";
      case HandoffTrigger.PRODUCT -> "product use reached";
      case HandoffTrigger.ACCOUNT -> "company reached its score";
      case HandoffTrigger.REVIEW -> "qualified in review";
      case String asked -> Engagements.label(policy, asked);
    };
  }

  private static Trigger trigger(HandoffFacts facts, @Nullable Opening opening, Asking asking, LeadPolicy policy) {
    String type = facts.triggerType();
    String added = addedBy(facts, opening, type);
    String eventId = added != null ? added : opening == null ? null : opening.causeEventId();
    Signal signal =
        facts.signals().stream()
            .filter(found -> found.eventId().equals(eventId))
            .findFirst()
            .orElseGet(() -> asked(facts, opening, type));
    Engagement engagement = signal == null ? null : Engagements.of(signal, policy);
    Instant at = engagement != null ? engagement.at() : opening == null ? null : opening.at();
    String label =
        switch (type) {
          case HandoffTrigger.SCORE -> "score reached " + (opening == null ? "the sales threshold" : opening.summary().score())
              + (engagement == null ? "" : " with: " + engagement.label());
          case HandoffTrigger.PRODUCT -> ready(QualifiedBy.PRODUCT, opening);
          case HandoffTrigger.ACCOUNT -> ready(QualifiedBy.ACCOUNT, opening);
          case HandoffTrigger.REVIEW -> facts.assignment() == null ? "a person is to look at it" : "qualified in review";
          case String asked -> Engagements.label(policy, asked);
        };
    return new Trigger(
        type, label, at, engagement == null ? null : engagement.detail(), engagement == null ? null : engagement.words(),
        signal == null ? null : signal.eventId(), alsoAsked(facts, opening, asking, signal, policy));
  }

  /** The requests beside the trigger; a first one that a more urgent one has taken the place of is among them. */
  private static List<Engagement> alsoAsked(
      HandoffFacts facts, @Nullable Opening opening, Asking asking, @Nullable Signal trigger, LeadPolicy policy) {
    Stream<String> first = opening == null || opening.evidence() == null
        || HandoffWay.of(opening.evidence().trigger()) != HandoffWay.REQUEST
            ? Stream.empty() : Stream.ofNullable(opening.causeEventId());
    return Stream.concat(first, asking.events().stream()).distinct()
        .filter(event -> trigger == null || !event.equals(trigger.eventId()))
        .flatMap(event -> facts.signals().stream().filter(signal -> signal.eventId().equals(event) && !signal.voided()))
        .map(signal -> Engagements.of(signal, policy))
        .toList();
  }

  /** The event by which the lead asked while it was with sales already; null where its trigger handed it over. */
  private static @Nullable String addedBy(HandoffFacts facts, @Nullable Opening opening, String type) {
    return facts.journal().reversed().stream()
        .filter(past -> JournalEntry.RequestAdded.class.isInstance(past.entry())
            && added(facts, type, (JournalEntry.RequestAdded) past.entry())
            && (opening == null || !past.at().isBefore(opening.at())))
        .findFirst().map(HandoffFacts.PastEntry::causeEventId).orElse(null);
  }

  private static boolean added(HandoffFacts facts, String type, JournalEntry.RequestAdded asked) {
    return asked.raised() != null && asked.signalType().equals(type) && asked.cycle() <= facts.cycle();
  }

  /** The request that handed the lead over, where it had waited until the lead was known to fit. */
  private static @Nullable Signal asked(HandoffFacts facts, @Nullable Opening opening, String type) {
    return facts.signals().stream()
        .filter(found -> found.type().equals(type) && !found.voided())
        .filter(found -> opening == null || !found.occurredAt().isAfter(opening.at()))
        .max(Signal.ORDER)
        .orElse(null);
  }

  /** What such a lead is called and what it had then, in a line short enough for a subject. */
  private static String ready(QualifiedBy by, @Nullable Opening opening) {
    String called = by.called() + ", " + by.words();
    if (opening == null) {
      return called;
    }
    return called + ": " + (by == QualifiedBy.PRODUCT ? opening.summary().product() : opening.summary().account()) + " points";
  }

  /** The least score by which leads are ready for sales; null where none is asked. */
  private static @Nullable Integer scoreThreshold(LeadPolicy policy) {
    return policy.qualification().sql().stream().filter(way -> way.by() == QualifiedBy.SCORE)
        .map(way -> way.of(QualifyingNumber.SCORE)).findFirst().orElse(null);
  }

  static Score score(ScoreSummary summary, @Nullable Integer threshold, int policyVersion) {
    Integer asked = threshold == null || threshold == 0 ? null : threshold;
    return new Score(
        summary.score(), asked, summary.fit(), summary.grade(), summary.reasons(), policyVersion,
        summary.engagement(), summary.negative(), summary.product(), summary.account());
  }

  private static Origin origin(List<Touch> touches) {
    if (touches.isEmpty()) {
      return new Origin(null, List.of());
    }
    List<Touch> later = new ArrayList<>(touches.subList(1, touches.size()));
    Collections.reverse(later);
    return new Origin(touches.get(0), later.stream().limit(LATER_TOUCHES).toList());
  }

  /** What they wrote is for whoever has them: a rep of one lead is told what its colleagues did, not their words. */
  private static Colleague colleague(HandoffFacts.Peer peer, LeadPolicy policy) {
    return new Colleague(
        peer.leadId(),
        peer.name(),
        peer.title(),
        peer.stage(),
        peer.score(),
        peer.ownerName(),
        Engagements.last(peer.signals(), policy, ENGAGEMENTS_OF_A_COLLEAGUE).stream().map(Engagement::withoutWords).toList());
  }
}
