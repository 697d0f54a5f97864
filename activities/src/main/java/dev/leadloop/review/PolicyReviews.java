package dev.leadloop.review;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.ReviewRules;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.record.PolicySource;
import dev.leadloop.review.PolicyReviewStore.Count;
import dev.leadloop.review.RejectionAlarm.Answers;
import dev.leadloop.review.RejectionAlarm.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Looks once a day whether the agreement of marketing and sales must be looked at again, and tells both. */
public final class PolicyReviews {
  /** A little less than a day, so that the look does not wander through the clock. */
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(23);

  private final PolicyReviewStore store;
  private final PolicySource policies;
  private final PolicyReviewNotices notices;
  private final InstantSource clock;

  public PolicyReviews(
      PolicyReviewStore store, PolicySource policies, PolicyReviewNotices notices, InstantSource clock) {
    this.store = store;
    this.policies = policies;
    this.notices = notices;
    this.clock = clock;
  }

  /** Makes the day's look unless somebody has, and tells of reviews nobody was told of. */
  public void look() {
    Instant now = clock.instant();
    if (store.takeLook(now, now.minus(BETWEEN_LOOKS))) {
      LeadPolicy policy = policies.latest();
      byRejections(policy, now);
      byDate(policy, now);
    }
    for (PolicyReviewStore.Review review : store.untold()) {
      if (notices.tell(review)) {
        store.told(review.id(), now);
      }
    }
  }

  private void byRejections(LeadPolicy policy, Instant now) {
    ReviewRules.Alarm rules = policy.review().alarm();
    Instant from = now.minus(rules.window());
    Instant looked = store.lastAlarm().orElse(Instant.MIN);
    Instant windowFrom = looked.isAfter(from) ? looked : from;
    Answers window = store.answers(windowFrom, now);
    Answers before = store.answers(from.minus(rules.baseline()), from);
    Judgement judged = RejectionAlarm.judge(rules, window, before);
    if (judged.alarm()) {
      store.open(
          policy.version(), now, windowFrom, window, judged,
          named(store.reasons(windowFrom, now), code -> label(policy, code)),
          named(store.signals(windowFrom, now), type -> rule(policy, type)));
    }
  }

  private void byDate(LeadPolicy policy, Instant now) {
    Duration every = policy.review().every();
    if (every != null) {
      store.openByDate(policy.version(), now, now.minus(every));
    }
  }

  private static List<Count> named(List<Count> counts, Function<String, String> name) {
    return counts.stream().map(count -> new Count(name.apply(count.what()), count.times())).toList();
  }

  private static String label(LeadPolicy policy, String code) {
    Disposition reason = policy.disposition(code);
    return reason == null ? code : reason.label() + " (" + code + ")";
  }

  private static String rule(LeadPolicy policy, String type) {
    SignalRule rule = policy.ruleFor(type);
    return rule == null ? type : rule.label() + " (" + rule.id() + ", " + rule.points() + " points)";
  }
}
