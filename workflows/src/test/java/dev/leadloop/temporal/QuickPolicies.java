package dev.leadloop.temporal;

import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The small policy at another pace. */
final class QuickPolicies {
  private QuickPolicies() {}

  /** Five mails, one after each pause; sales is reminded after half the time to answer. */
  static LeadPolicy paced(Duration mailEvery, Duration answerWithin) {
    return paced(mailEvery, answerWithin, TestPolicies.small().calendars());
  }

  /** One sequence for every stage, whose mails go in those hours of the lead's own zone. */
  static LeadPolicy sending(Sequence sequence, BusinessCalendar hours) {
    LeadPolicy small = TestPolicies.small();
    return TestPolicies.policy(small.version(), small.contentHash(), small.name(), small.scoring(), small.fit(),
        small.negatives(), small.qualification(), Map.of("nurture", sequence, "mql", sequence, "budget", sequence),
        small.tracks(), small.calendars(), small.sla(), small.routing(), small.dispositions(), small.recycle(),
        small.afterAcceptance(), small.consent(), small.review(),
        new NurtureRules(hours, List.of(), Duration.ofDays(30), Map.of()));
  }

  /** The same, answers being counted in the only calendar given. */
  static LeadPolicy paced(Duration mailEvery, Duration answerWithin, Map<String, BusinessCalendar> calendars) {
    return paced(mailEvery, answerWithin, calendars, List.of(new SlaRules.Rung(50, LadderAction.REMIND)));
  }

  /** The same, climbing that ladder. */
  static LeadPolicy paced(
      Duration mailEvery, Duration answerWithin, Map<String, BusinessCalendar> calendars, List<SlaRules.Rung> ladder) {
    LeadPolicy small = TestPolicies.small();
    Sequence sequence = new Sequence("nurture", 1, null, null, IntStream.rangeClosed(1, 5)
        .<Step>mapToObj(n -> TestPolicies.mail("step" + n, mailEvery, "nurture/" + n, "mail " + n))
        .toList());
    SlaRules sla = new SlaRules(List.of(new SlaRules.SlaClass("demo", List.of(), answerWithin,
        calendars.keySet().iterator().next(), ladder, Duration.ofDays(1))));
    return TestPolicies.policy(small.version(), small.contentHash(), small.name(), small.scoring(), small.fit(),
        small.negatives(), small.qualification(),
        Map.of("nurture", sequence, "mql", sequence, "budget", sequence), small.tracks(), calendars,
        sla, small.routing(), small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), small.review(),
        small.nurture());
  }
}
