package dev.leadloop.handoff;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.handoff.HandoffRecordView.AssignmentView;
import dev.leadloop.handoff.HandoffRecordView.BesideView;
import dev.leadloop.handoff.HandoffRecordView.ColleagueView;
import dev.leadloop.handoff.HandoffRecordView.CompanyView;
import dev.leadloop.handoff.HandoffRecordView.DidView;
import dev.leadloop.handoff.HandoffRecordView.EarlierView;
import dev.leadloop.handoff.HandoffRecordView.FindingView;
import dev.leadloop.handoff.HandoffRecordView.FitView;
import dev.leadloop.handoff.HandoffRecordView.FoundView;
import dev.leadloop.handoff.HandoffRecordView.NextView;
import dev.leadloop.handoff.HandoffRecordView.NumberView;
import dev.leadloop.handoff.HandoffRecordView.OriginView;
import dev.leadloop.handoff.HandoffRecordView.PersonView;
import dev.leadloop.handoff.HandoffRecordView.ProofView;
import dev.leadloop.handoff.HandoffRecordView.ReadinessView;
import dev.leadloop.handoff.HandoffRecordView.ScoreView;
import dev.leadloop.handoff.HandoffRecordView.SentView;
import dev.leadloop.handoff.HandoffRecordView.SurgeView;
import dev.leadloop.handoff.HandoffRecordView.TopicView;
import dev.leadloop.handoff.HandoffRecordView.TouchView;
import dev.leadloop.handoff.HandoffRecordView.TriggerView;
import java.util.List;

/** Puts handoff records into the form in which they leave the house. */
public final class HandoffRecordViews {
  private HandoffRecordViews() {}

  /** The record for others to read. */
  public static HandoffRecordView of(HandoffRecord record) {
    HandoffRecord.Assignment assignment = record.assignment();
    NextAction next = record.next();
    Readiness readiness = record.judgement().readiness();
    return new HandoffRecordView(
        record.leadId(),
        record.cycle(),
        person(record.person()),
        assignment == null ? null : assignment(assignment),
        trigger(record.trigger()),
        score(record.judgement().then()),
        score(record.judgement().now()),
        new FitView(record.judgement().fit().points(), record.judgement().fit().grade(), record.judgement().fit().reasons()),
        origin(record.origin()),
        deeds(record.interest().deeds()),
        record.interest().topics().stream().map(topic -> new TopicView(topic.name(), topic.times())).toList(),
        record.bant().stream().map(HandoffRecordViews::finding).toList(),
        record.colleagues().stream().map(HandoffRecordViews::colleague).toList(),
        record.past().sent().stream().map(mail -> new SentView(mail.label(), mail.sequence(), mail.state(), mail.at())).toList(),
        record.past().handoffs().stream().map(HandoffRecordViews::earlier).toList(),
        next == null
            ? null
            : new NextView(next.action(), next.question(), next.cautions(), next.fact(), next.because()),
        readiness == null ? null : readiness(readiness),
        beside(record.judgement().product()),
        beside(record.judgement().account()),
        record.person().found().stream()
            .map(one -> new FoundView(one.fact(), one.value(), "enrichment:" + one.provider(), one.at()))
            .toList(),
        record.judgement().company() == null ? null : company(record.judgement().company()));
  }

  private static CompanyView company(CompanyFound company) {
    AccountEvidence evidence = company.evidence();
    return new CompanyView(
        company.accountId(),
        evidence == null ? null : evidence.peopleActive(),
        evidence == null
            ? List.of()
            : evidence.surges().stream()
                .map(one -> new SurgeView(one.topic(), one.score(), one.source(), one.at())).toList(),
        company.countsFor());
  }

  private static PersonView person(HandoffRecord.Person person) {
    return new PersonView(
        person.name(),
        person.title(),
        person.company(),
        person.companySize(),
        person.industry(),
        person.country(),
        person.timeZone(),
        person.email(),
        person.phone(),
        person.suppressed());
  }

  private static AssignmentView assignment(HandoffRecord.Assignment assignment) {
    HandoffRecord.Earlier ended = assignment.ended();
    return new AssignmentView(
        assignment.owner(),
        assignment.ownerName(),
        assignment.queue(),
        assignment.slaClass(),
        assignment.assignedAt(),
        assignment.deadline(),
        assignment.zone(),
        assignment.level(),
        ended == null ? null : earlier(ended),
        assignment.was());
  }

  private static TriggerView trigger(HandoffRecord.Trigger trigger) {
    return new TriggerView(
        trigger.type(), trigger.label(), trigger.at(), trigger.detail(), trigger.words(), trigger.eventId(),
        deeds(trigger.alsoAsked()));
  }

  private static ScoreView score(Judgement.Score score) {
    return new ScoreView(
        score.score(), score.threshold(), score.fit(), score.grade(), score.reasons(), score.policyVersion(),
        score.engagement(), score.negative(), score.product(), score.account());
  }

  private static BesideView beside(Judgement.Beside beside) {
    return new BesideView(beside.then(), beside.now(), beside.reasons());
  }

  private static ReadinessView readiness(Readiness readiness) {
    return new ReadinessView(
        readiness.way(), readiness.called(), readiness.inWords(),
        readiness.numbers().stream()
            .map(one -> new NumberView(one.measure().words(), one.reached(), one.asked())).toList(),
        readiness.policyVersion());
  }

  private static OriginView origin(HandoffRecord.Origin origin) {
    HandoffRecord.Touch first = origin.first();
    return new OriginView(first == null ? null : touch(first), origin.later().stream().map(HandoffRecordViews::touch).toList());
  }

  private static TouchView touch(HandoffRecord.Touch touch) {
    return new TouchView(touch.at(), touch.source(), touch.campaign(), touch.content(), touch.channel());
  }

  private static List<DidView> deeds(List<Engagement> deeds) {
    return deeds.stream()
        .map(deed -> new DidView(
            deed.type(), deed.kind(), deed.label(), deed.detail(), deed.words(), deed.at(), deed.since(), deed.times()))
        .toList();
  }

  private static FindingView finding(BantFinding finding) {
    List<ProofView> proofs =
        finding.proofs().stream()
            .map(proof -> new ProofView(proof.text(), proof.source(), proof.said(), proof.at(), proof.eventId()))
            .toList();
    return new FindingView(finding.part(), finding.standing(), proofs);
  }

  private static ColleagueView colleague(HandoffRecord.Colleague colleague) {
    return new ColleagueView(
        colleague.leadId(),
        colleague.name(),
        colleague.title(),
        colleague.stage(),
        colleague.score(),
        colleague.ownerName(),
        deeds(colleague.deeds()));
  }

  private static EarlierView earlier(HandoffRecord.Earlier end) {
    return new EarlierView(end.cycle(), end.ownerName(), end.how(), end.by(), end.at(), end.reason(), end.note());
  }
}
