package dev.leadloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.record.MailRig;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailHitsTest {
  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private final MailRig rig = new MailRig(PolicyCatalog.starter());
  private final MailHits hits =
      new MailHits(
          new MailHitStore(rig.fixture.jdbc), rig.fixture.records.inbox(), rig.fixture.transaction, rig.fixture.clock);

  private final LeadId lead = rig.lead(Map.of());
  private final UUID send = sent();

  @AfterEach
  void close() {
    rig.close();
  }

  private UUID sent() {
    rig.decide(lead, 1);
    EffectRef mail = rig.ordered(lead, "nurture", "guide", 90);
    assertThat(rig.send(mail)).isEqualTo("accepted");
    rig.decide(lead, 2);
    rig.fixture.later(Duration.ofMinutes(30));
    return rig.sent.getLast().sendId();
  }

  private List<EventBody> told() {
    return rig.fixture.records.inbox().undecided(lead).rows().stream().map(LeadEvent::body).toList();
  }

  private int voided() {
    return (int) told().stream().filter(EventBody.SignalVoided.class::isInstance).count();
  }

  private int counted() {
    return (int) told().stream().filter(EventBody.Engaged.class::isInstance).count();
  }

  @Test
  void personsClickCountsOnceHoweverOftenItIsRepeated() {
    for (int i = 0; i < 3; i++) {
      assertThat(hits.clicked(send, 1, FIREFOX)).get().extracting(MailHits.Seen::lead).isEqualTo(lead);
    }
    assertThat(told()).singleElement()
        .isEqualTo(new EventBody.Engaged("email_click", Map.of("sequence", "nurture", "step", "guide", "link", "1"), false));
  }

  @Test
  void severalLinksAtOnceTakeBackTheFirstThatCounted() {
    hits.clicked(send, 1, FIREFOX);
    assertThat(counted()).isEqualTo(1);
    hits.clicked(send, 2, FIREFOX);
    assertThat(counted()).isEqualTo(1);
    assertThat(voided()).isEqualTo(1);
  }

  @Test
  void linkNoPersonCanSeeAndScannersAgentsDoNotCount() {
    hits.clicked(send, 0, FIREFOX);
    rig.fixture.later(Duration.ofMinutes(1));
    hits.clicked(send, 1, "curl/8.5.0");
    hits.opened(send, "python-requests/2.31");
    assertThat(told()).isEmpty();
    rig.fixture.later(Duration.ofMinutes(1));
    hits.clicked(send, 1, FIREFOX);
    assertThat(counted()).as("the person who came after").isEqualTo(1);
  }

  @Test
  void hundredOpensOfOneMailBecomeOneSignalForEachTenMinutes() {
    for (int i = 0; i < 100; i++) {
      hits.opened(send, FIREFOX);
    }
    assertThat(counted()).isEqualTo(1);
    rig.fixture.later(Duration.ofMinutes(11));
    hits.opened(send, FIREFOX);
    assertThat(counted()).isEqualTo(2);
  }

  @Test
  void floodOfLooksIsNotStoredWithoutEnd() {
    for (int i = 0; i < 205; i++) {
      hits.opened(send, FIREFOX);
    }
    assertThat(rig.fixture.jdbc.sql("select count(*) from mail_hit where send_id = :id").param("id", send)
            .query(Integer.class).single())
        .isEqualTo(200);
  }

  @Test
  void lookAtAMailNobodySentIsNoLook() {
    assertThat(hits.clicked(UUID.randomUUID(), 1, FIREFOX)).isEmpty();
  }
}
