package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.sla.LadderAction;
import io.temporal.api.enums.v1.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a life costs in events of its history; the same on every server. */
abstract class HistoryCosts {

  abstract LeadRig rig(LeadPolicy policy);

  abstract void passes(Duration time);

  @Test
  void intakeAndSeparateSignalAndBurst() {
    LeadRig rig = rig(QuickPolicies.paced(Duration.ofDays(1), Duration.ofHours(1)));
    rig.enters();
    LeadRig.eventually(() -> rig.count(EventType.EVENT_TYPE_TIMER_STARTED) == 1);
    assertThat(rig.settledHistory()).as("intake").isLessThanOrEqualTo(7);
    rig.signal("email_open");
    int before = rig.settledHistory();
    rig.signal("email_open");
    assertThat(rig.settledHistory() - before).as("separate signal").isLessThanOrEqualTo(5);
    int beforeBurst = rig.settledHistory();
    for (int second = 0; second < 5; second++) {
      for (int n = 0; n < 10; n++) {
        rig.append(LeadRig.MARKETING, new EventBody.Engaged("blog_view", Map.of(), false));
      }
      rig.ring("blog_view ×10");
      passes(Duration.ofSeconds(1));
    }
    LeadRig.eventually(() -> rig.record.state(rig.lead).signals().size() == 52);
    assertThat(rig.settledHistory() - beforeBurst).as("50 signals in five seconds").isLessThanOrEqualTo(40);
  }

  @Test
  void aHundredOpensOfOneLead() {
    LeadRig rig = rig(QuickPolicies.paced(Duration.ofDays(1), Duration.ofHours(1)));
    rig.enters();
    LeadRig.eventually(() -> rig.count(EventType.EVENT_TYPE_TIMER_STARTED) == 1);
    int before = rig.settledHistory();
    for (int second = 0; second < 5; second++) {
      for (int n = 0; n < 20; n++) {
        rig.append(LeadRig.MARKETING, new EventBody.Engaged("email_open", Map.of(), false));
      }
      rig.ring("email_open ×20");
      passes(Duration.ofSeconds(1));
    }
    LeadRig.eventually(() -> rig.record.state(rig.lead).signals().size() == 100);
    assertThat(rig.settledHistory() - before).as("100 opens in five seconds").isLessThanOrEqualTo(60);
  }

  /** Two are told of it, by one activity. */
  @Test
  void escalation() {
    LeadRig rig = rig(QuickPolicies.paced(Duration.ofDays(1), Duration.ofSeconds(2), TestPolicies.small().calendars(),
        List.of(new Rung(100, LadderAction.ESCALATE))));
    rig.enters();
    rig.signal("demo_requested");
    LeadRig.eventually(() -> rig.record.carriedOut().contains("tell rep-a HANDOFF"));
    int before = rig.settledHistory();
    passes(Duration.ofSeconds(3));
    LeadRig.eventually(() -> rig.record.carriedOut().contains("tell queue ESCALATION"));
    LeadRig.eventually(() -> rig.record.carriedOut().contains("tell rep-a REMINDER"));
    assertThat(rig.settledHistory() - before).as("escalation with its two notices").isLessThanOrEqualTo(13);
  }

  @Test
  void wholeLife() {
    LeadRig rig = rig(QuickPolicies.paced(Duration.ofSeconds(3), Duration.ofSeconds(6)));
    rig.enters();
    LeadRig.eventually(() -> rig.count(EventType.EVENT_TYPE_TIMER_STARTED) == 1);
    int beforeMail = rig.settledHistory();
    passes(Duration.ofSeconds(3));
    LeadRig.eventually(() -> rig.record.carriedOut().size() == 1);
    assertThat(rig.settledHistory() - beforeMail).as("nurture e-mail").isLessThanOrEqualTo(12);
    for (int mail = 2; mail <= 5; mail++) {
      rig.signal("email_open");
      int mails = mail;
      passes(Duration.ofSeconds(3));
      LeadRig.eventually(() -> rig.record.carriedOut().size() == mails);
    }
    rig.signal("ebook_download");
    rig.signal("blog_view");
    rig.signal("email_open");
    rig.signal("demo_requested");
    LeadRig.eventually(() -> rig.record.carriedOut().contains("tell rep-a HANDOFF"));
    passes(Duration.ofSeconds(4));
    LeadRig.eventually(() -> rig.record.carriedOut().contains("tell rep-a REMINDER"));
    assertThat(rig.answer(LeadRig.REP_A, new EventBody.Accepted(1)).applied()).isTrue();
    assertThat(rig.view().stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(rig.settledHistory()).as("a whole life").isLessThanOrEqualTo(160);
    HistoryRecorder.keep(rig, "whole-life");
  }
}
