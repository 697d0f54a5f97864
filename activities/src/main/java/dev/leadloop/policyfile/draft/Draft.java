package dev.leadloop.policyfile.draft;

import dev.leadloop.review.PolicyReviewStore.Side;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that waits, was published, or was withdrawn.
 *
 * @param revision from 1; another one each time the document is replaced
 * @param version what it was published as; null for none
 * @param withdrawn by whom and when it was withdrawn; null where it was not
 */
public record Draft(
    long id,
    String document,
    int revision,
    String sentBy,
    Instant sentAt,
    @Nullable Integer version,
    @Nullable Withdrawal withdrawn,
    List<Approval> approvals) {

  /** That nobody is to approve of it any more. */
  public record Withdrawal(String by, Instant at) {}

  /**
   * A side's yes.
   *
   * @param by a principal, such as marketing:kim
   * @param revision of the draft that was read
   * @param against the version then in force, to which its changes were read
   * @param revokedAt when the key that it was given with was revoked; null where it was not
   */
  public record Approval(Side side, String by, Instant at, int revision, int against, @Nullable Instant revokedAt) {}

  public Draft {
    approvals = List.copyOf(approvals);
  }

  /** Whether it may still be replaced, approved of and withdrawn. */
  public boolean waits() {
    return version == null && withdrawn == null;
  }

  /** What people call it. */
  public String name() {
    return "d" + id;
  }

  /**
   * The approvals that count while that version is in force: what was read is what would be published, and what it changes, and
   * the key of whoever gave it is good still.
   */
  public List<Approval> counting(int inForce) {
    return version != null ? approvals
        : approvals.stream().filter(
            one -> one.revision() == revision && one.against() == inForce && one.revokedAt() == null).toList();
  }
}
