package dev.leadloop.handoff;

import dev.leadloop.handoff.HandoffDocument.Assignment;
import dev.leadloop.handoff.HandoffDocument.Colleague;
import dev.leadloop.handoff.HandoffDocument.Did;
import dev.leadloop.handoff.HandoffDocument.Earlier;
import dev.leadloop.handoff.HandoffDocument.Finding;
import dev.leadloop.handoff.HandoffDocument.Fit;
import dev.leadloop.handoff.HandoffDocument.Next;
import dev.leadloop.handoff.HandoffDocument.Origin;
import dev.leadloop.handoff.HandoffDocument.Person;
import dev.leadloop.handoff.HandoffDocument.Proof;
import dev.leadloop.handoff.HandoffDocument.Score;
import dev.leadloop.handoff.HandoffDocument.Sent;
import dev.leadloop.handoff.HandoffDocument.Topic;
import dev.leadloop.handoff.HandoffDocument.Touch;
import dev.leadloop.handoff.HandoffDocument.Trigger;
import java.util.List;

/** Puts handoff records into the form in which they leave the house. */
public final class HandoffDocuments {
  private HandoffDocuments() {}

  /** The record for others to read. */
  public static HandoffDocument of(HandoffRecord record) {
    HandoffRecord.Assignment assignment = record.assignment();
    NextAction next = record.next();
    return new HandoffDocument(
        record.leadId(),
        record.cycle(),
        person(record.person()),
        assignment == null ? null : assignment(assignment),
        trigger(record.trigger()),
        score(record.scoreThen()),
        score(record.scoreNow()),
        new Fit(record.fit().points(), record.fit().grade(), record.fit().reasons()),
        origin(record.origin()),
        deeds(record.deeds()),
        record.topics().stream().map(topic -> new Topic(topic.name(), topic.times())).toList(),
        record.bant().stream().map(HandoffDocuments::finding).toList(),
        record.colleagues().stream().map(HandoffDocuments::colleague).toList(),
        record.sent().stream().map(mail -> new Sent(mail.label(), mail.sequence(), mail.state(), mail.at())).toList(),
        record.earlier().stream().map(HandoffDocuments::earlier).toList(),
        next == null ? null : new Next(next.action(), next.question(), next.cautions()));
  }

  private static Person person(HandoffRecord.Person person) {
    return new Person(
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

  private static Assignment assignment(HandoffRecord.Assignment assignment) {
    HandoffRecord.Earlier ended = assignment.ended();
    return new Assignment(
        assignment.owner(),
        assignment.ownerName(),
        assignment.queue(),
        assignment.slaClass(),
        assignment.assignedAt(),
        assignment.deadline(),
        assignment.zone(),
        assignment.level(),
        ended == null ? null : earlier(ended));
  }

  private static Trigger trigger(HandoffRecord.Trigger trigger) {
    return new Trigger(
        trigger.type(), trigger.label(), trigger.at(), trigger.detail(), trigger.words(), trigger.eventId());
  }

  private static Score score(HandoffRecord.Score score) {
    return new Score(
        score.score(), score.threshold(), score.fit(), score.grade(), score.reasons(), score.policyVersion());
  }

  private static Origin origin(HandoffRecord.Origin origin) {
    HandoffRecord.Touch first = origin.first();
    return new Origin(first == null ? null : touch(first), origin.later().stream().map(HandoffDocuments::touch).toList());
  }

  private static Touch touch(HandoffRecord.Touch touch) {
    return new Touch(touch.at(), touch.source(), touch.campaign(), touch.content(), touch.channel());
  }

  private static List<Did> deeds(List<Engagement> deeds) {
    return deeds.stream()
        .map(deed -> new Did(
            deed.type(), deed.kind(), deed.label(), deed.detail(), deed.words(), deed.at(), deed.times()))
        .toList();
  }

  private static Finding finding(BantFinding finding) {
    List<Proof> proofs =
        finding.proofs().stream()
            .map(proof -> new Proof(proof.text(), proof.source(), proof.said(), proof.at(), proof.eventId()))
            .toList();
    return new Finding(finding.part(), finding.standing(), proofs);
  }

  private static Colleague colleague(HandoffRecord.Colleague colleague) {
    return new Colleague(
        colleague.leadId(),
        colleague.name(),
        colleague.title(),
        colleague.stage(),
        colleague.score(),
        colleague.ownerName(),
        deeds(colleague.deeds()));
  }

  private static Earlier earlier(HandoffRecord.Earlier end) {
    return new Earlier(end.cycle(), end.ownerName(), end.how(), end.by(), end.at(), end.reason(), end.note());
  }
}
