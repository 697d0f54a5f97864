package dev.leadloop.api.admin;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.policies.ReviewDesk;
import dev.leadloop.problem.FieldError;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Reviews of the policy by both sides. */
@RestController
@Tag(name = "Policies")
class PolicyReviewController {
  private final ReviewDesk desk;

  PolicyReviewController(ReviewDesk desk) {
    this.desk = desk;
  }

  /** All reviews. */
  @Schema(name = "PolicyReviewReviews")
  record ReviewsView(List<PolicyReviewView> reviews) {}

  /** A side's word on what it will change, or why nothing changes. */
  @Schema(name = "PolicyReviewClosing", example = "{\"word\":\"Ebooks count half from the next version on.\"}")
  record CloseRequest(
      @NotBlank @Size(max = 4_000) String word,
      @Nullable
          @Pattern(regexp = "marketing|sales", message = "must be marketing or sales")
          @Schema(description = "for whom an administrator speaks; others speak for their own side")
          String side) {}

  @GetMapping("/api/v1/policy-reviews")
  @Operation(
      summary = "List reviews of the policy",
      description =
          "Open ones first. A review is opened when its date has come, or when sales rejects more than usual: then with"
              + " the reasons and the rules that brought those leads.")
  ReviewsView all() {
    return new ReviewsView(desk.all().stream().map(PolicyReviewView::of).toList());
  }

  @PostMapping("/api/v1/policy-reviews/{id}/close")
  @AlsoAnswers(409)
  @Operation(summary = "Close a review for one side", description = "It is closed once marketing and sales have had their say.")
  PolicyReviewView close(@PathVariable long id, @Valid @RequestBody CloseRequest closing, Caller caller) {
    return PolicyReviewView.of(desk.say(id, side(closing.side(), caller), closing.word(), caller));
  }

  private static Side side(@Nullable String given, Caller caller) {
    Side own = DraftApprovals.sideOf(caller);
    if (given == null && own == null) {
      throw FieldError.in("side", "is needed from an administrator: marketing or sales");
    }
    Side named = given == null ? own : Side.valueOf(given.toUpperCase(Locale.ROOT));
    if (own != null && named != own) {
      throw FieldError.in("side", "is not yours: you speak for " + own.name().toLowerCase(Locale.ROOT));
    }
    return Objects.requireNonNull(named);
  }
}
