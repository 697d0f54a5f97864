package dev.leadloop.console.board;

import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.BoardStore;
import dev.leadloop.view.SetupStore;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells managers, on every page, how much waits for them: handoffs in the queue and escalated, and leads to review. */
@Component
public class WaitsForManagers {
  private final BoardStore store;
  private final SetupStore setup;

  WaitsForManagers(BoardStore store, SetupStore setup) {
    this.store = store;
    this.setup = setup;
  }

  /** How much waits for the manager or administrator who looks; 0 for anybody else, and while the database is away. */
  public int forWhoeverLooks() {
    if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller)
        || caller.role() != Role.MANAGER && caller.role() != Role.ADMIN) {
      return 0;
    }
    try {
      return store.forManagers() + setup.reviews();
    } catch (DataAccessException | TransactionException databaseAway) {
      return 0;
    }
  }
}
