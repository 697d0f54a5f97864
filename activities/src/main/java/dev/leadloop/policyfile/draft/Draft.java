package dev.leadloop.policyfile.draft;

import dev.leadloop.review.PolicyReviewStore.Side;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that waits, or was published.
 *
 * @param revision from 1; another one each time the document is replaced
 * @param version what it was published as; null while it waits
 */
public record Draft(
    long id,
    String document,
    int revision,
    String sentBy,
    Instant sentAt,
    @Nullable Integer version,
    List<Approval> approvals) {

  /**
   * A side's yes.
   *
   * @param by a principal, such as marketing:kim
   * @param revision of the draft that was read
   * @param against the version then in force, to which its changes were read
   */
  public record Approval(Side side, String by, Instant at, int revision, int against) {}

  public Draft {
    approvals = List.copyOf(approvals);
  }

  /** What people call it. */
  public String name() {
    return "d" + id;
  }

  /** The approvals that count while that version is in force: what was read is what would be published, and what it changes. */
  public List<Approval> counting(int inForce) {
    return version != null ? approvals
        : approvals.stream().filter(one -> one.revision() == revision && one.against() == inForce).toList();
  }
}
