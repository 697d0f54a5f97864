package dev.leadloop.record;

import dev.leadloop.store.RepStore;

/**
 * Someone of the sales team who reads a notice.
 *
 * @param known whether this is one of the reps and managers, who may answer by a link; the fallback mailbox may not
 */
record Reader(String id, String name, String email, String team, boolean known) {
  static Reader of(RepStore.Rep rep) {
    return new Reader(rep.id(), rep.name(), rep.email(), rep.team(), true);
  }
}
