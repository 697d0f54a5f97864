package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes in together is judged one after the other by when it occurred, whatever stands first in the call. */
class OneAfterTheOtherTest {
  private static final Condition LOOKED_FOR_A_JOB =
      new Condition.SignalCount(List.of("careers_page_view"), 1, Duration.ofDays(60));

  @Test
  void pointsTakenOffLaterInTheSameCallTakeNoHandoffBack() {
    assertThat(told(LeadsTo.POINTS, -100, 6).stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void pointsTakenOffBeforeItHinderIt() {
    assertThat(told(LeadsTo.POINTS, -100, 0).stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void aRuleThatDisqualifiesWithdrawsTheHandoff() {
    assertThat(told(LeadsTo.DISQUALIFY, 0, 6).stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  /** Four looks at prices, which suffice for sales, and one at the careers page in that minute; the latest stands first. */
  private static Life told(LeadsTo leadsTo, int points, int minute) {
    NegativeRule rule = new NegativeRule("job", LOOKED_FOR_A_JOB, points, leadsTo, null, "looks for a job");
    Life life = new Life(TestPolicies.closing(1, rule), Life.director(), "rep-a", "rep-b");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    List<LeadEvent> call = new ArrayList<>();
    call.add(at(life, "careers_page_view", minute));
    for (int look = 4; look >= 1; look--) {
      call.add(at(life, "pricing_page_view", look));
    }
    life.now = life.now.plus(Duration.ofMinutes(10));
    return life.decide(call);
  }

  private static LeadEvent at(Life life, String type, int minute) {
    LeadEvent event = life.event(Life.MARKETING, new EventBody.Engaged(type, Map.of(), false));
    return new LeadEvent(event.row(), event.eventId(), event.occurredAt().plus(Duration.ofMinutes(minute)),
        event.recordedAt().plus(Duration.ofMinutes(10)), event.by(), event.body());
  }
}
