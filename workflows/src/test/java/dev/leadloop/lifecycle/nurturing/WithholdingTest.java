package dev.leadloop.lifecycle.nurturing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A negative rule that suppresses lets nurture stand still, and nothing else. */
class WithholdingTest {
  private static final Duration QUIET = Duration.ofDays(4);

  private static LeadPolicy policy(Condition when) {
    return TestPolicies.closing(1, new NegativeRule("rule", when, 0, LeadsTo.SUPPRESS, null, "is quiet"));
  }

  private static Life entered(Condition when) {
    Life life = new Life(policy(when), Life.director().knownSince(new Life(policy(when), Life.director()).now), "rep-a");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life;
  }

  private static Life quiet() {
    return entered(new Condition.Quiet(List.of(), List.of(), QUIET));
  }

  @Test
  void whoeverIsMeantFromTheStartIsNeverMailedAndStaysFindable() {
    Life life = entered(new Condition.Fact("country", Condition.Comparison.IN, List.of("DE"))).passes(Duration.ofDays(300));
    assertThat(life.mailed()).isEmpty();
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.written(JournalEntry.NurtureWithheld.class)).singleElement().satisfies(entry -> {
      assertThat(entry.rule()).isEqualTo("rule");
      assertThat(entry.why()).isEqualTo("is quiet");
    });
  }

  @Test
  void aRuleThatBeginsToHoldByTimeStopsMailAtThatInstantAndASignalLiftsIt() {
    Life life = quiet();
    life.passes(QUIET.plusDays(30));
    int sent = life.mailed().size();
    assertThat(sent).as("those of the first days").isBetween(1, 2);
    assertThat(life.progress().nurture().withheld()).isEqualTo("is quiet");
    life.signal("email_open");
    assertThat(life.progress().nurture().withheld()).isNull();
    life.passes(Duration.ofHours(1));
    assertThat(life.mailed().size()).as("it goes on where it stood").isEqualTo(sent + 1);
  }

  @Test
  void theDueTimeTellsWhenTheRuleBeginsToHold() {
    Life life = quiet();
    life.passes(QUIET.plusMinutes(59));
    assertThat(life.progress().nurture().withheld()).isNull();
    life.passes(Duration.ofMinutes(1));
    assertThat(life.progress().nurture().withheld()).isEqualTo("is quiet");
  }

  @Test
  void aRequestOfItsOwnStillReachesSales() {
    Life life = quiet().passes(QUIET.plusDays(1));
    life.signal("demo_requested");
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.progress().withheld()).as("nobody is told of nurture where there is none").isNull();
    Life meant = entered(new Condition.Fact("country", Condition.Comparison.IN, List.of("DE"))).signal("demo_requested");
    assertThat(meant.stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void noSequenceIsBegunByAnOrderWhileMailIsWithheld() {
    Life life = entered(new Condition.Fact("country", Condition.Comparison.IN, List.of("DE")));
    life.happens(Life.MARKETING, new EventBody.NurtureOrdered("budget", true));
    assertThat(life.lastVerdict().code()).isEqualTo("withheld");
    assertThat(life.lastVerdict().message()).contains("no nurture mail by the policy: is quiet");
    assertThat(life.progress().nurture().position()).isNull();
  }

  @Test
  void anotherPolicyThatDoesNotSayItLetsMailGoOn() {
    Life life = entered(new Condition.Fact("country", Condition.Comparison.IN, List.of("DE"))).passes(Duration.ofDays(10));
    life.rolledOut(TestPolicies.closing(2));
    life.passes(Duration.ofDays(10));
    assertThat(life.progress().nurture().withheld()).isNull();
    assertThat(life.mailed()).isNotEmpty();
  }

  @Test
  void aRuleThatClosesByTimeClosesWithoutASignal() {
    NegativeRule rule =
        new NegativeRule("gone", new Condition.Quiet(List.of(), List.of(), QUIET), 0, LeadsTo.DISQUALIFY, null, "is gone");
    Life life = new Life(TestPolicies.closing(1, rule), Life.director(), "rep-a");
    life.state = life.known(Life.director().knownSince(life.now)).state;
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false)).passes(QUIET.plusHours(1));
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.due).isNull();
  }
}
