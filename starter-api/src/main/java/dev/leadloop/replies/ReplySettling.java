package dev.leadloop.replies;

import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.doubt.ReplyDoubtStore.Doubt;
import dev.leadloop.doubt.ReplyDoubts;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.Principal;
import java.util.Optional;
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

  /** Says whether the answer of that id asks to stop. */
  public ReplySettled settle(String id, boolean asksToStop, Principal by) {
    Optional<Doubt> doubt = id.matches("[0-9]{1,18}") ? store.find(Long.parseLong(id)) : Optional.empty();
    return doubt.map(found -> settle(found, asksToStop, by)).orElseGet(() -> new ReplySettled.Unknown(id));
  }

  private ReplySettled settle(Doubt doubt, boolean asksToStop, Principal by) {
    Doubt now = doubt.open() ? doubts.settle(doubt, asksToStop, by) : doubt;
    bell.wake();
    ReplyDoubtStore.Settled settled = now.settled();
    if (settled == null) {
      return new ReplySettled.TooLate("the address was suppressed, or allowed mail again, since the answer came.");
    }
    if (settled.asksToStop() != asksToStop) {
      return new ReplySettled.TooLate(
          settled.by() + " has said of this answer that it "
              + (settled.asksToStop() ? "asks to stop." : "was one, and mail goes on."));
    }
    return new ReplySettled.Settled(now);
  }
}
