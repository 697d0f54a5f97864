package dev.leadloop.api.admin;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.policies.DraftApprovals.Shown;
import dev.leadloop.policies.PolicyLook;
import dev.leadloop.policyfile.draft.Draft;
import dev.leadloop.policyfile.draft.PolicyDrafts.Outcome;
import dev.leadloop.policyfile.draft.PolicyDrafts.Read;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Documents that marketing and sales approve of before they are published. */
@RestController
@Tag(name = "Policies")
class PolicyDraftController {
  private static final String NOTHING = "Nothing was kept. ";

  private final DraftApprovals desk;

  PolicyDraftController(DraftApprovals desk) {
    this.desk = desk;
  }

  /**
   * A side's yes.
   *
   * @param counts whether it is for what the draft says now, and for the version in force now, and by a key that is good still
   * @param revokedAt when the key that it was given with was revoked; null where it was not
   */
  @Schema(name = "PolicyApproval")
  record ApprovalView(String side, String by, Instant at, int revision, int against, boolean counts,
      @Nullable Instant revokedAt) {}

  /**
   * A draft in a list.
   *
   * @param version what it was published as; null for none
   * @param withdrawn null where it was not withdrawn
   */
  @Schema(name = "PolicyDraftListed")
  record ListedView(
      String draftId,
      int revision,
      String sentBy,
      Instant sentAt,
      @Nullable Integer version,
      @Nullable WithdrawalView withdrawn,
      List<ApprovalView> approvals) {}

  /** By whom a draft was taken back, and when. */
  @Schema(name = "PolicyDraftWithdrawal")
  record WithdrawalView(String by, Instant at) {}

  /** The newest drafts, the newest first. */
  @Schema(name = "PolicyDrafts")
  record DraftsView(List<ListedView> drafts) {}

  /**
   * A draft.
   *
   * @param version what it was published as; null for none
   * @param withdrawn null where it was not withdrawn
   * @param needs how many approvals publish it
   * @param against the version in force, to which its changes are told
   * @param errors for which it could no longer be published
   */
  @Schema(name = "PolicyDraft")
  record DraftView(
      String draftId,
      int revision,
      String sentBy,
      Instant sentAt,
      @Nullable Integer version,
      @Nullable WithdrawalView withdrawn,
      int needs,
      List<ApprovalView> approvals,
      int against,
      List<ChangeView> changes,
      List<InvalidPolicy.Problem> warnings,
      List<InvalidPolicy.Problem> errors,
      String document) {}

  /** The yes of a side to what was read. */
  @Schema(name = "PolicyApprove", example = "{\"revision\":1,\"against\":4}")
  record ApproveRequest(
      @NotNull @Min(1) @Schema(description = "of the draft that was read") Integer revision,
      @NotNull @Min(1) @Schema(description = "the version to which its changes were read") Integer against,
      @Nullable
          @Pattern(regexp = "marketing|sales", message = "must be marketing or sales")
          @Schema(description = "for whom an administrator speaks; others speak for their own side")
          String side) {}

  @GetMapping("/api/v1/policies/drafts")
  @Operation(
      summary = "List drafts of the policy",
      description = "The newest first, those that were published or withdrawn as well.")
  DraftsView drafts() {
    int inForce = desk.inForce();
    return new DraftsView(desk.newest().stream().map(draft -> new ListedView(draft.name(), draft.revision(), draft.sentBy(),
        draft.sentAt(), draft.version(), withdrawn(draft), approvals(draft, inForce))).toList());
  }

  @AlsoAnswers(409)
  @PostMapping(path = "/api/v1/policies/drafts", consumes = {"application/yaml", MediaType.TEXT_PLAIN_VALUE})
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Send a draft of the policy",
      description = "The whole document, in YAML. It tells what it would change and what may be worth a look, and is published"
          + " once somebody of marketing and somebody of sales have approved of it. Answers 409 for the document in force.")
  DraftView send(@RequestBody String document, Caller caller) {
    PolicyLook.refuseUnreadable(document, NOTHING);
    try {
      return view(desk.send(document, caller));
    } catch (InvalidPolicy invalid) {
      throw refused(invalid, NOTHING);
    }
  }

  @AlsoAnswers(409)
  @PutMapping(path = "/api/v1/policies/drafts/{draftId}", consumes = {"application/yaml", MediaType.TEXT_PLAIN_VALUE})
  @Operation(
      summary = "Replace the document of a draft",
      description = "Until it is published. Whoever approved of what it said before has to approve of it anew.")
  DraftView replace(@PathVariable String draftId, @RequestBody String document, Caller caller) {
    PolicyLook.refuseUnreadable(document, NOTHING);
    Draft draft = known(draftId).draft();
    try {
      if (!desk.replace(draft, document, caller)) {
        throw Problem.REFUSED.because(NOTHING + "The draft was published or withdrawn; send another one.");
      }
      return view(known(draftId));
    } catch (InvalidPolicy invalid) {
      throw refused(invalid, NOTHING);
    }
  }

  @GetMapping("/api/v1/policies/drafts/{draftId}")
  @Operation(
      summary = "Read a draft of the policy",
      description = "With what it would change to the version in force now, in words, its warnings, and who has approved of it.")
  DraftView draft(@PathVariable String draftId) {
    return view(known(draftId));
  }

  @AlsoAnswers(409)
  @PostMapping("/api/v1/policies/drafts/{draftId}/approve")
  @Operation(
      summary = "Approve of a draft of the policy",
      description = "For the side of the caller's key: marketing, or sales by its managers; administrators name the side. Nobody"
          + " approves for both. It names what was read: the draft's revision and the version to which its changes were told;"
          + " where one of them is another by now, it answers 409, and the draft is to be read anew. A yes counts no more once "
          + "the key"
          + " it was given with is revoked. The last approval that is"
          + " needed publishes the draft as the next version.")
  DraftView approve(@PathVariable String draftId, @Valid @RequestBody ApproveRequest asked, Caller caller) {
    Draft draft = known(draftId).draft();
    Side side = side(asked.side(), caller);
    try {
      Outcome outcome = desk.approve(draft, new Read(asked.revision(), asked.against()), side, caller);
      if (outcome instanceof Outcome.Refused refused) {
        throw Problem.REFUSED.because("Nothing was changed: " + refused.why() + ".");
      }
      return view(known(draftId));
    } catch (InvalidPolicy invalid) {
      throw refused(invalid, "Nothing was published. ");
    }
  }

  @AlsoAnswers(409)
  @PostMapping("/api/v1/policies/drafts/{draftId}/withdraw")
  @Operation(
      summary = "Withdraw a draft of the policy",
      description = "For good: nobody can approve of it or replace it any more. Both sides may, whoever sent it; who did is told"
          + " with the draft. Answers 409 where it was published or withdrawn before.")
  DraftView withdraw(@PathVariable String draftId, Caller caller) {
    if (!desk.withdraw(known(draftId).draft(), caller)) {
      throw Problem.REFUSED.because("Nothing was changed: the draft was published or withdrawn before.");
    }
    return view(known(draftId));
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

  private Shown known(String draftId) {
    return desk.find(draftId).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no such draft. GET /api/v1/policies/drafts lists them."));
  }

  private static RuntimeException refused(InvalidPolicy invalid, String nothingDone) {
    return Problem.INVALID.because(nothingDone + invalid.getMessage()).and("errors", invalid.problems());
  }

  private DraftView view(Shown shown) {
    Draft draft = shown.draft();
    return new DraftView(draft.name(), draft.revision(), draft.sentBy(), draft.sentAt(), draft.version(), withdrawn(draft),
        desk.needed(), approvals(draft, shown.against()), shown.against(), ChangeView.of(shown.changes()), shown.warnings(),
        shown.errors(), draft.document());
  }

  private static @Nullable WithdrawalView withdrawn(Draft draft) {
    Draft.Withdrawal withdrawn = draft.withdrawn();
    return withdrawn == null ? null : new WithdrawalView(withdrawn.by(), withdrawn.at());
  }

  private static List<ApprovalView> approvals(Draft draft, int inForce) {
    List<Draft.Approval> counting = draft.counting(inForce);
    return draft.approvals().stream()
        .map(one -> new ApprovalView(one.side().name().toLowerCase(Locale.ROOT), one.by(), one.at(), one.revision(),
            one.against(), counting.contains(one), one.revokedAt()))
        .toList();
  }
}
