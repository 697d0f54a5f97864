package dev.leadloop.policies;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.problem.Problem;
import dev.leadloop.review.PolicyReviewStore;
import dev.leadloop.review.PolicyReviewStore.Review;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reviews of the policy, and what the two sides have to say in them. */
@Component
public class ReviewDesk {
  private final PolicyReviewStore reviews;
  private final AuditTrail audit;
  private final Clock clock;

  ReviewDesk(PolicyReviewStore reviews, AuditTrail audit, Clock clock) {
    this.reviews = reviews;
    this.audit = audit;
    this.clock = clock;
  }

  /** All of them, the open ones first. */
  public List<Review> all() {
    return reviews.all();
  }

  /** Takes a side's word, once; a review is closed when both have had theirs. Ends the call where it cannot be taken. */
  public Review say(long id, Side side, String word, Caller by) {
    Review review = reviews.find(id).orElseThrow(
        () -> Problem.NOT_FOUND.because("There is no review " + id + ". GET /api/v1/policy-reviews lists them."));
    boolean said = audit.change(
        by,
        () -> reviews.say(review.id(), side, by.principal().toString(), word.strip(), clock.instant()),
        closed -> closed ? new Note("policy_review_closed", "policy-review/" + id, Map.of("side", side.name())) : null);
    if (!said) {
      throw Problem.REFUSED.because(
          "Nothing was changed: " + side.name().toLowerCase(Locale.ROOT) + " has had its say in review " + id + ".");
    }
    return reviews.find(id).orElseThrow();
  }
}
