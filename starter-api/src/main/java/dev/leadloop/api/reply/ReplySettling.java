package dev.leadloop.api.reply;

import dev.leadloop.doubt.ReplyDoubts;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.Principal;
import dev.leadloop.problem.Problem;
import dev.leadloop.store.ReplyDoubtStore;
import dev.leadloop.store.ReplyDoubtStore.Doubt;
import org.springframework.stereotype.Component;

/** Settles an answer, the same way for a call and for a page. */
@Component
public class ReplySettling {
  private final ReplyDoubtStore store;
  private final ReplyDoubts doubts;
  private final InboxBell bell;

  ReplySettling(ReplyDoubtStore store, ReplyDoubts doubts, InboxBell bell) {
    this.store = store;
    this.doubts = doubts;
    this.bell = bell;
  }

  /** Says what the answer meant; a problem where there is none, or somebody has said otherwise. Said twice, it is said once. */
  public ReplyView settle(String id, boolean asksToStop, Principal by) {
    Doubt doubt = find(id);
    Doubt settled = doubt.open() ? doubts.settle(doubt, asksToStop, by) : doubt;
    bell.wake();
    ReplyView view = ReplyView.of(settled);
    if (settled.asksToStop() == null) {
      throw Problem.REFUSED.because(
          "Nothing was changed: the address was suppressed, or allowed mail again, since the answer came.");
    }
    if (settled.asksToStop() != asksToStop) {
      throw Problem.REFUSED.because(
          "Nothing was changed: " + view.settledBy() + " has said of this answer that it "
              + (settled.asksToStop() ? "asks to stop." : "was one, and mail goes on."));
    }
    return view;
  }

  private Doubt find(String id) {
    return (id.matches("[0-9]{1,18}") ? store.find(Long.parseLong(id)) : java.util.Optional.<Doubt>empty())
        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no answer " + id + ". GET /api/v1/replies lists them."));
  }
}
