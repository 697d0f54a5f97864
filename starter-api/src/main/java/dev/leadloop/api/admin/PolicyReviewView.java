package dev.leadloop.api.admin;

import dev.leadloop.review.PolicyReviewStore.Alarm;
import dev.leadloop.review.PolicyReviewStore.Kind;
import dev.leadloop.review.PolicyReviewStore.Review;
import dev.leadloop.review.PolicyReviewStore.Word;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A review of the policy as it stands.
 *
 * @param alarm null where the date called for it
 * @param closedAt when both sides had had their say; null while one is missing
 */
@Schema(name = "PolicyReviewReview")
record PolicyReviewView(
    long id,
    Kind kind,
    int policyVersion,
    Instant openedAt,
    @Nullable Alarm alarm,
    @Nullable Word marketing,
    @Nullable Word sales,
    @Nullable Instant closedAt) {

  static PolicyReviewView of(Review review) {
    return new PolicyReviewView(
        review.id(),
        review.kind(),
        review.policyVersion(),
        review.openedAt(),
        review.alarm(),
        review.marketing(),
        review.sales(),
        review.closedAt());
  }
}
