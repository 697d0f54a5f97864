package dev.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.simulation.Habits.How;
import dev.leadloop.simulation.Habits.Recorded;
import dev.leadloop.simulation.SalesModel.Answer;
import dev.leadloop.simulation.SalesModel.Offer;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SalesModelTest {
  private static final BusinessCalendar ALWAYS = new BusinessCalendar("", ZoneOffset.UTC, Map.of(), Set.of(), true);
  private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
  private static final int OFFERS = 5_000;
  private final LeadPolicy policy = TestPolicies.small();
  private final String reason = policy.dispositions().getLast().code();

  private static List<Recorded> times(int count, How how, @Nullable String reason, int minutes) {
    List<Recorded> recorded = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      recorded.add(new Recorded(how, reason, Duration.ofMinutes(minutes + i)));
    }
    return recorded;
  }

  private Habits mixed() {
    List<Recorded> all = new ArrayList<>(times(14, How.ACCEPTED, null, 10));
    all.addAll(times(3, How.REJECTED, reason, 100));
    all.addAll(times(1, How.RETURNED, "gone-since", 200));
    all.addAll(times(2, How.NONE, null, 0));
    return new Habits(all);
  }

  private static Offer offer(int lead, String owner) {
    return new Offer("lead-" + lead, 1, owner, FROM, FROM.plus(Duration.ofHours(4)), ALWAYS);
  }

  private Map<How, Double> shares(SalesModel model, String owner, long seed) {
    Map<How, Double> shares = new EnumMap<>(How.class);
    for (int lead = 0; lead < OFFERS; lead++) {
      Answer answer = model.answer(offer(lead, owner), policy, seed);
      How how = answer == null ? How.NONE : switch (answer.body()) {
        case EventBody.Accepted ignored -> How.ACCEPTED;
        case EventBody.Rejected ignored -> How.REJECTED;
        case EventBody.Returned ignored -> How.RETURNED;
        default -> throw new AssertionError(answer);
      };
      shares.merge(how, 1.0 / OFFERS, Double::sum);
    }
    return shares;
  }

  @Test
  void aRepAnswersAsOftenAndAsFastAsOnRecordWhateverTheSeed() {
    SalesModel model = new SalesModel.Recorded(Map.of("a", mixed()), Habits.NONE);
    for (long seed = 1; seed <= 3; seed++) {
      Map<How, Double> shares = shares(model, "a", seed);
      assertThat(shares.get(How.ACCEPTED)).isCloseTo(.7, within(.03));
      assertThat(shares.get(How.REJECTED)).isCloseTo(.15, within(.03));
      assertThat(shares.get(How.RETURNED)).as("for a reason that is gone it gives another").isCloseTo(.05, within(.02));
      assertThat(shares.get(How.NONE)).isCloseTo(.1, within(.03));
    }
    for (int lead = 0; lead < 500; lead++) {
      Answer answer = model.answer(offer(lead, "a"), policy, 1);
      if (answer != null && answer.body() instanceof EventBody.Accepted) {
        assertThat(Duration.between(FROM, answer.at())).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(23));
      } else if (answer != null && answer.body() instanceof EventBody.Rejected rejected) {
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(Duration.between(FROM, answer.at())).isBetween(Duration.ofMinutes(100), Duration.ofMinutes(102));
      }
    }
  }

  @Test
  void whoHasTooLittleOnRecordAnswersAsTheOthersDoAndTheSameSeedSaysTheSame() {
    SalesModel model = new SalesModel.Recorded(Map.of("a", new Habits(times(5, How.REJECTED, reason, 1))), mixed());
    assertThat(shares(model, "a", 1)).containsOnlyKeys(How.REJECTED);
    assertThat(shares(model, "new", 1).get(How.ACCEPTED)).isCloseTo(.7, within(.03));
    for (int lead = 0; lead < 100; lead++) {
      assertThat(model.answer(offer(lead, "new"), policy, 5)).isEqualTo(model.answer(offer(lead, "new"), policy, 5));
    }
  }

  @Test
  void whatWasOnRecordIsAddedUp() {
    Habits habits = mixed();
    assertThat(habits.count(How.ACCEPTED)).isEqualTo(14);
    assertThat(habits.count(How.NONE)).isEqualTo(2);
    assertThat(habits.median()).as("of 18 answers the ninth").isEqualTo(Duration.ofMinutes(18));
    assertThat(new Habits(times(3, How.NONE, null, 4)).median()).isNull();
  }
}
