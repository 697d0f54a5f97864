package dev.leadloop.console.policies;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.review.PolicyReviewStore.Alarm;
import dev.leadloop.review.PolicyReviewStore.Count;
import dev.leadloop.review.PolicyReviewStore.Kind;
import dev.leadloop.review.PolicyReviewStore.Review;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.review.PolicyReviewStore.Word;
import dev.leadloop.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A review of the policy in words.
 *
 * @param why what called for it
 * @param reasons what sales said most, and the rules that brought those leads
 * @param said what each side has said
 * @param sides for which whoever looks may have its say
 * @param closedAt null while a side is missing
 */
record ReviewCard(
    long id, int version, When openedAt, String why, List<String> reasons, List<SaidLine> said, List<String> sides,
    @Nullable When closedAt) {
  private static final int COUNTED = 3;

  /** A side's word. */
  record SaidLine(String side, String by, When at, String word) {}

  static List<ReviewCard> of(List<Review> reviews, People people, PageTimes times, Caller caller) {
    return reviews.stream().map(review -> of(review, people, times, caller)).toList();
  }

  private static ReviewCard of(Review review, People people, PageTimes times, Caller caller) {
    List<SaidLine> said = new ArrayList<>();
    List<String> sides = new ArrayList<>();
    Side own = DraftApprovals.sideOf(caller);
    for (Side side : Side.values()) {
      Word word = side == Side.MARKETING ? review.marketing() : review.sales();
      String called = side.name().toLowerCase(Locale.ROOT);
      if (word != null) {
        said.add(new SaidLine(called, people.by(word.by()), times.at(word.at()), word.word()));
      } else if (review.closedAt() == null && (own == null || own == side)) {
        sides.add(called);
      }
    }
    Alarm alarm = review.alarm();
    return new ReviewCard(
        review.id(), review.policyVersion(), times.at(review.openedAt()), why(review.kind(), alarm),
        alarm == null ? List.of() : reasons(alarm), said, sides, times.atOrNull(review.closedAt()));
  }

  private static String why(Kind kind, @Nullable Alarm alarm) {
    return kind == Kind.DATE || alarm == null
        ? "Its date has come: the two sides look together at what the policy says."
        : String.format(
            Locale.ROOT, "Sales gave back %d of %d leads, where %.0f%% are usual.", alarm.rejected(), alarm.answers(),
            Objects.requireNonNull(alarm).usualShare() * 100);
  }

  private static List<String> reasons(Alarm alarm) {
    List<String> lines = new ArrayList<>();
    if (!alarm.reasons().isEmpty()) {
      lines.add("Reasons: " + words(alarm.reasons()));
    }
    if (!alarm.rules().isEmpty()) {
      lines.add("What brought those leads: " + words(alarm.rules()));
    }
    return lines;
  }

  private static String words(List<Count> counts) {
    return String.join(", ", counts.stream().limit(COUNTED)
        .map(count -> count.what().replace('_', ' ') + " (" + count.times() + ")").toList());
  }
}
