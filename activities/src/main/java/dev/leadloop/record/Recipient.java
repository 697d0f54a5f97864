package dev.leadloop.record;

import dev.leadloop.desk.RepStore;

/**
 * Someone of the sales team to whom a notice goes.
 *
 * @param known whether this is one of the reps and managers, who may answer by a link; the fallback mailbox may not
 */
public record Recipient(String id, String name, String email, String team, boolean known) {
  /** A rep or a manager, as known on the desk. */
  public static Recipient of(RepStore.Rep rep) {
    return new Recipient(rep.id(), rep.name(), rep.email(), rep.team(), true);
  }
}
