package dev.leadloop.policyfile.draft;

import dev.leadloop.lead.Principal;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.draft.Draft.Approval;
import dev.leadloop.review.PolicyReviewStore.Side;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes drafts and approvals, and publishes a draft once both sides have approved of it. Each change belongs into a
 * transaction of the caller's: an approval and the publication that it brings are both there, or neither.
 */
public final class PolicyDrafts {
  private final PolicyDraftStore store;
  private final PolicyCatalog catalog;
  private final int needed;

  /**
   * Drafts that are published by the catalogue.
   *
   * @param needed 2 for an approval of each side, 1 for that of either
   * @throws IllegalArgumentException for any other number
   */
  public PolicyDrafts(PolicyDraftStore store, PolicyCatalog catalog, int needed) {
    if (needed != 1 && needed != 2) {
      throw new IllegalArgumentException("leadloop.policy-approvals must be 2, for an approval of marketing and one of sales,"
          + " or 1, for that of either, but is " + needed);
    }
    this.store = store;
    this.catalog = catalog;
    this.needed = needed;
  }

  /** What became of an approval. */
  public sealed interface Outcome {
    /** It counts, and the other side's is waited for. */
    record Waits() implements Outcome {}

    /** It was the last one that was needed. */
    record Published(int version) implements Outcome {}

    /** It does not count. */
    record Refused(String why) implements Outcome {}
  }

  /** How many approvals a draft needs. */
  public int needed() {
    return needed;
  }

  /** The newest drafts, the newest first. */
  public List<Draft> newest(int limit) {
    return store.newest(limit);
  }

  /** How many drafts wait for a yes: of that side, or of any where it is null. */
  public int waitingFor(@Nullable Side side) {
    return store.waitingFor(side, catalog.latest().version());
  }

  /** The draft of that number. */
  public Optional<Draft> find(long id) {
    return store.find(id);
  }

  /** Takes a document that could be published; returns its number. */
  public long send(String document, Principal by, Instant at) {
    return store.insert(document, by.toString(), at);
  }

  /**
   * Puts another document in the place of a draft's, whose approvals then no longer count; false where it waits no more, or
   * somebody else has put one there since it was looked at.
   *
   * @param seen the draft as it was looked at
   */
  public boolean replace(Draft seen, String document, Principal by, Instant at) {
    long id = seen.id();
    if (store.lock(id).filter(draft -> draft.waits() && draft.revision() == seen.revision()).isEmpty()) {
      return false;
    }
    store.replace(id, document, by.toString(), at);
    return true;
  }

  /** Takes a draft back for good, whoever sent it: both sides may; false where it waits no more. */
  public boolean withdraw(long id, Principal by, Instant at) {
    if (store.lock(id).filter(Draft::waits).isEmpty()) {
      return false;
    }
    store.withdraw(id, by.toString(), at);
    return true;
  }

  /**
   * Takes the approval of a side.
   *
   * @param read the revision that was read, and the version in force then
   * @throws dev.leadloop.policyfile.yaml.InvalidPolicy if the document can no longer be published
   */
  public Outcome approve(long id, Read read, Side side, Principal by, Instant at) {
    Draft draft = store.lock(id).orElseThrow();
    int inForce = catalog.latest().version();
    if (draft.version() != null) {
      return new Outcome.Refused("it was published as version " + draft.version());
    }
    if (draft.withdrawn() != null) {
      return new Outcome.Refused("it was withdrawn by " + draft.withdrawn().by());
    }
    if (read.revision() > draft.revision() || read.revision() < 1) {
      return new Outcome.Refused("the draft has no revision " + read.revision() + ", it is at revision " + draft.revision()
          + "; read what that one changes, and name it");
    }
    if (read.against() > inForce || read.against() < 1) {
      return new Outcome.Refused("there is no version " + read.against() + ", version " + inForce
          + " is in force; read what the draft changes to that one, and name it");
    }
    if (read.revision() != draft.revision()) {
      return new Outcome.Refused("it was replaced by revision " + draft.revision() + " meanwhile; read what that one changes");
    }
    if (read.against() != inForce) {
      return new Outcome.Refused("version " + inForce + " is in force meanwhile; read what the draft changes to that one");
    }
    List<Approval> given = draft.counting(inForce);
    for (Approval before : given) {
      if (before.side() == side) {
        return new Outcome.Refused(before.by() + " has approved for that side already");
      }
      if (Principal.parse(before.by()).id().equals(by.id())) {
        return new Outcome.Refused("the same person cannot approve for both sides");
      }
    }
    store.approve(id, new Approval(side, by.toString(), at, draft.revision(), inForce, null));
    return given.size() + 1 < needed ? new Outcome.Waits() : publish(draft, inForce, by);
  }

  private Outcome publish(Draft draft, int inForce, Principal by) {
    Integer version = catalog.publishAfter(inForce, draft.document(), by.toString()).orElse(null);
    if (version == null) {
      return new Outcome.Refused("another version is published just now; read what the draft changes to that one");
    }
    store.published(draft.id(), version);
    return new Outcome.Published(version);
  }

  /**
   * What somebody read before approving.
   *
   * @param against the version in force, to which the draft's changes were shown
   */
  public record Read(int revision, int against) {}
}
