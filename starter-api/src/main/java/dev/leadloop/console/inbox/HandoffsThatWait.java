package dev.leadloop.console.inbox;

import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.InboxReadStore;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells a rep, on every page, how many handoffs wait. */
@Component
public class HandoffsThatWait {
  private final InboxReadStore store;

  HandoffsThatWait(InboxReadStore store) {
    this.store = store;
  }

  /** How many wait for the rep who looks, and in the queue; 0 for anybody else, and while the database is away. */
  public int forWhoeverLooks() {
    String rep = SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller && caller.role() == Role.SALES
        ? caller.repId() : null;
    try {
      return rep == null ? 0 : store.count(rep);
    } catch (DataAccessException | TransactionException databaseAway) {
      return 0;
    }
  }
}
