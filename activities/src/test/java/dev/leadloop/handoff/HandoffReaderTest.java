package dev.leadloop.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.handoff.HandoffRecord.Colleague;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.RecordFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandoffReaderTest {
  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
  private final HandoffReader reader =
      new HandoffReader(new HandoffFactStore(fixture.jdbc), RecordFixture.policies(), fixture.clock);

  @AfterEach
  void close() {
    fixture.close();
  }

  private LeadId handedOver(String email) {
    LeadId lead = fixture.lead(email);
    fixture.decide(decisions, lead, 1);
    fixture.signal(lead, "e1", "ebook_download");
    assertThat(
            fixture.records.inbox().append(
                InboxRow.called(
                    lead, "d1", "demo_requested", fixture.now(), RecordFixture.SITE,
                    new EventBody.Engaged(
                        "demo_requested", Map.of("message", "Can we talk?", "answers.budget", "approved", "form", "demo"),
                        false))))
        .isTrue();
    fixture.decide(decisions, lead, 2);
    return lead;
  }

  private HandoffRecord read(LeadId lead) {
    return reader.read(lead, HandoffReader.LATEST).orElseThrow();
  }

  @Test
  void theRecordTellsWhyNowWithTheSignalBehindIt() {
    HandoffRecord record = read(handedOver("one@alpha.example"));
    assertThat(record.cycle()).isEqualTo(1);
    assertThat(record.trigger().type()).isEqualTo("demo_requested");
    assertThat(record.trigger().eventId()).isEqualTo("d1");
    assertThat(record.trigger().words()).isEqualTo("Can we talk?");
    assertThat(record.interest().deeds())
        .extracting(engagement -> engagement.label())
        .containsExactly("demo requested", "ebook downloaded");
    assertThat(record.bant().get(0).inWords()).isEqualTo("approved (form demo)");
    assertThat(record.origin().first()).isNotNull().extracting(touch -> touch.source()).isEqualTo("google");
    assertThat(record.judgement().fit().grade()).isEqualTo("A");
    assertThat(record.judgement().fit().reasons()).containsExactly("director +30", "100 people or more +20");
    assertThat(record.assignment()).isNotNull().satisfies(term -> {
      assertThat(term.ownerName()).isIn("Rep One", "Rep Two");
      assertThat(term.ended()).isNull();
    });
    assertThat(record.next().action()).startsWith("Write and offer two times for a demo");
  }

  @Test
  void triggerAndScoreStayAsTheyWereWhileTheRestMovesOn() {
    LeadId lead = handedOver("two@beta.example");
    HandoffRecord before = read(lead);
    fixture.signal(lead, "p1", "pricing_page_view");
    fixture.decide(decisions, lead, 3);
    HandoffRecord after = read(lead);
    assertThat(after.trigger()).isEqualTo(before.trigger());
    assertThat(after.judgement().then()).isEqualTo(before.judgement().then());
    assertThat(before.judgement().then().score()).isEqualTo(60);
    assertThat(after.judgement().now().score()).isEqualTo(85);
    assertThat(after.interest().deeds().get(0).label()).isEqualTo("pricing page viewed");
  }

  @Test
  void aNextCycleTellsHowTheOneBeforeEnded() {
    LeadId lead = handedOver("three@gamma.example");
    String owner = fixture.jdbc.sql("select owner from handoff_cycle where lead_id = :lead")
        .param("lead", lead.value()).query(String.class).single();
    fixture.answer(lead, "a1", owner, new EventBody.Rejected(1, "wrong_person", true));
    fixture.jdbc.sql("update inbox set note = 'Sits in Lyon' where lead_id = :lead and event_id = 'a1'")
        .param("lead", lead.value()).update();
    fixture.decide(decisions, lead, 3);
    HandoffRecord record = read(lead);
    assertThat(record.cycle()).isEqualTo(2);
    assertThat(record.trigger().eventId()).as("still what handed it over").isEqualTo("d1");
    assertThat(record.judgement().readiness()).as("and what qualified it")
        .isEqualTo(reader.read(lead, 1).orElseThrow().judgement().readiness());
    assertThat(record.past().handoffs()).singleElement().satisfies(end -> {
      assertThat(end.how()).isEqualTo("REASSIGNED");
      assertThat(end.reason()).isEqualTo("wrong person");
      assertThat(end.note()).isEqualTo("Sits in Lyon");
    });
    assertThat(record.next().cautions().get(0)).endsWith("passed it on: wrong person.");
    assertThat(reader.read(lead, 1).orElseThrow().assignment()).isNotNull()
        .satisfies(first -> assertThat(first.ended()).isNotNull());
    assertThat(reader.read(lead, 3)).isEmpty();
  }

  /** Lines of the journal that were written when there was a score and a fit, and no more. */
  @Test
  void oldLinesTellTheSameRecord() {
    LeadId lead = handedOver("old@theta.example");
    HandoffRecord before = read(lead);
    int changed = fixture.jdbc.sql(
            """
            update lifecycle_event
               set entry = entry #- '{score,product}' #- '{score,account}' #- '{score,by}' #- '{evidence,others}'
             where lead_id = :lead and type in ('scored', 'stage_changed')""")
        .param("lead", lead.value()).update();
    assertThat(changed).isGreaterThan(1);
    HandoffRecord old = read(lead);
    assertThat(old.judgement().then()).isEqualTo(before.judgement().then());
    assertThat(old.judgement().readiness()).isEqualTo(before.judgement().readiness());
    assertThat(before.judgement().readiness().inWords()).isEqualTo("It asked for sales itself: fit 50 of 40 asked");
  }

  @Test
  void whoHasAColleagueAsWellIsNotToldToSpeakToThemselves() {
    LeadId first = handedOver("first@echo.example");
    LeadId second = handedOver("second@echo.example");
    fixture.jdbc.sql("update lead set company = null where email_key like '%@echo.example'").update();
    String owner = Objects.requireNonNull(read(first).assignment()).owner();
    fixture.jdbc.sql("update lead_status set owner = :owner where lead_id = :lead")
        .param("owner", owner).param("lead", second.value()).update();
    assertThat(read(first).next().cautions()).noneMatch(caution -> caution.contains("speak to them first"));
    fixture.jdbc.sql("update lead_status set owner = 'rep-of-another' where lead_id = :lead").param("lead", second.value())
        .update();
    assertThat(read(first).next().cautions()).anyMatch(caution -> caution.contains("speak to them first"));
  }

  @Test
  void peopleOfOneBusinessDomainAreColleaguesAndThoseOfAFreeMailDomainAreNot() {
    LeadId asking = handedOver("asks@delta.example");
    LeadId colleague = fixture.lead("reads@delta.example");
    fixture.decide(decisions, colleague, 1);
    fixture.signal(colleague, "c1", "pricing_page_view");
    fixture.decide(decisions, colleague, 2);
    fixture.jdbc.sql("update signal set properties = '{\"message\": \"for nobody else\"}' where lead_id = :lead"
        + " and event_id = 'c1'")
        .param("lead", colleague.value()).update();
    List<LeadId> strangers = List.of(fixture.lead("one.a@gmail.com"), fixture.lead("one.b@gmail.com"));
    assertThat(read(asking).colleagues()).singleElement().satisfies(other -> {
      assertThat(other.leadId()).isEqualTo(colleague.value());
      assertThat(other.deeds()).extracting(engagement -> engagement.label()).containsExactly("pricing page viewed");
      assertThat(other.deeds()).extracting(engagement -> engagement.words()).as("its own words").containsOnlyNulls();
    });
    assertThat(reader.readWithout(colleague).orElseThrow().interest().deeds())
        .extracting(engagement -> engagement.words()).contains("for nobody else");
    fixture.decide(decisions, strangers.get(0), 1);
    assertThat(reader.readWithout(strangers.get(0)).orElseThrow().colleagues())
        .as("who gives the same name and has no domain of its own is of one account")
        .extracting(Colleague::leadId).containsExactlyInAnyOrderElementsOf(sameAccount(strangers.get(0)));
  }

  @Test
  void colleaguesAreThoseOfTheAccountWhateverCompanyWasGiven() {
    LeadId asking = handedOver("asks@india.example");
    List<LeadId> others = List.of(
        fixture.lead("other@india.example"), fixture.lead("free@gmail.com"), fixture.lead("also.free@gmx.de"),
        fixture.lead("far@juliett.example"));
    fixture.jdbc.sql("update lead set company = 'India Works' where email_key like '%india.example' or lead_id = any(:others)")
        .param("others", others.stream().map(LeadId::value).toArray(String[]::new)).update();
    assertThat(read(asking).colleagues()).extracting(Colleague::leadId).containsExactly(others.get(0).value());
    for (LeadId one : others) {
      fixture.decide(decisions, one, 1);
      assertThat(reader.readWithout(one).orElseThrow().colleagues()).extracting(Colleague::leadId)
          .containsExactlyInAnyOrderElementsOf(sameAccount(one));
    }
    fixture.jdbc.sql("update lead set account_id = (select account_id from lead where lead_id = :to) where lead_id = :lead")
        .param("to", asking.value()).param("lead", others.get(1).value()).update();
    assertThat(read(asking).colleagues()).as("joined by an alias").extracting(Colleague::leadId)
        .containsExactlyInAnyOrder(others.get(0).value(), others.get(1).value());
  }

  private List<String> sameAccount(LeadId lead) {
    return fixture.jdbc.sql(
            "select o.lead_id from lead l join lead o on o.account_id = l.account_id and o.lead_id <> l.lead_id"
                + " where l.lead_id = :lead")
        .param("lead", lead.value()).query(String.class).list();
  }

  @Test
  void familyOfMailboxesMakesNoCompanyWhateverWasStoredOfItBefore() {
    for (String domain : List.of("outlook.de", "yahoo.de", "gmx.at", "comcast.net", "posteo.de", "mailinator.net")) {
      LeadId one = fixture.lead("one@" + domain);
      fixture.lead("two@" + domain);
      fixture.jdbc.sql("update lead set company = null, account_id = null, email_kind = 'BUSINESS' where email_key like :of")
          .param("of", "%@" + domain).update();
      fixture.decide(decisions, one, 1);
      assertThat(reader.readWithout(one).orElseThrow().colleagues()).as(domain).isEmpty();
    }
  }

  @Test
  void statementsDoNotGrowWithWhatThereIsToTell() {
    LeadId lead = handedOver("many@epsilon.example");
    int alone = statements(lead);
    for (int i = 0; i < 12; i++) {
      LeadId other = fixture.lead("other" + i + "@epsilon.example");
      fixture.decide(decisions, other, 1);
      fixture.signal(other, "s", "pricing_page_view");
      fixture.decide(decisions, other, 2);
      fixture.signal(lead, "more" + i, "ebook_download");
    }
    fixture.decide(decisions, lead, 3);
    assertThat(statements(lead)).isEqualTo(8).isLessThanOrEqualTo(alone + 1);
    assertThat(read(lead).colleagues()).hasSize(8);
  }

  @Test
  void aForgottenLeadHasNoRecord() {
    LeadId lead = handedOver("gone@zeta.example");
    fixture.records.leads().bury(lead, fixture.now());
    assertThat(reader.read(lead, HandoffReader.LATEST)).isEqualTo(Optional.empty());
    fixture.later(Duration.ofSeconds(1));
    assertThat(reader.readWithout(new LeadId("nobody"))).isEmpty();
  }

  private int statements(LeadId lead) {
    fixture.source.taken();
    read(lead);
    return fixture.source.taken().size();
  }
}
