package dev.leadloop.policies;

import dev.leadloop.policyfile.draft.PolicyDrafts;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells those who may approve of drafts, on every page, how many wait for them. */
@Component("draftsThatWait")
public final class DraftsThatWait {
  private final PolicyDrafts drafts;

  DraftsThatWait(PolicyDrafts drafts) {
    this.drafts = drafts;
  }

  /** How many drafts wait for the side of whoever looks; 0 for whom none does, and while the database is away. */
  public int forWhoeverLooks() {
    if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller) || !caller.isPerson()
        || caller.role() == Role.SALES) {
      return 0;
    }
    try {
      return drafts.waitingFor(DraftApprovals.sideOf(caller));
    } catch (DataAccessException | TransactionException databaseAway) {
      return 0;
    }
  }
}
