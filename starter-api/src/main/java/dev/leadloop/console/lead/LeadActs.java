package dev.leadloop.console.lead;

import dev.leadloop.console.Answering.Choice;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.security.AccessTable;
import dev.leadloop.security.Caller;
import dev.leadloop.view.LeadReadStore.Current;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What whoever looks may do about a lead besides answering for sales: what the access table lets them do and what makes sense
 * as it stands. Whether it is done is decided when it is ordered.
 *
 * @param sequences what it may be enrolled in; empty where it may not be now
 * @param reopen whether to offer to take it up again
 * @param suppress whether to offer to stop all mail to its address
 * @param lift whether to offer to allow it again
 * @param enrich whether to offer to ask about it anew
 * @param correct whether to offer to correct what is known
 * @param erase whether to offer to forget the person, and to tell what is known
 * @param formId names an order, so that a form sent twice orders once
 */
record LeadActs(
    List<Choice> sequences, boolean reopen, boolean suppress, boolean lift, boolean enrich, boolean correct,
    boolean erase, String formId) {

  /** Whether there is any. */
  public boolean any() {
    return !sequences.isEmpty() || reopen || suppress || lift || enrich || correct;
  }

  static LeadActs of(LeadRecord lead, @Nullable Current current, LeadPolicy policy, @Nullable String suppressed, Caller caller) {
    boolean there = lead.erasedAt() == null;
    boolean nurtured = current != null && current.progress().stage().nurtured();
    boolean address = there && lead.emailKey() != null;
    return new LeadActs(
        there && nurtured && address && may(caller, "nurture")
            ? policy.sequences().keySet().stream().sorted().map(id -> new Choice(id, id.replace('-', ' '))).toList()
            : List.of(),
        there && current != null && current.progress().stage().closed() && may(caller, "reopen"),
        address && suppressed == null && may(caller, "suppress"),
        address && suppressed != null && may(caller, "lift"),
        there && may(caller, "enrich"),
        there && may(caller, "correct"),
        there && may(caller, "erase"),
        UUID.randomUUID().toString());
  }

  /** Whether the access table lets that person send the form. */
  private static boolean may(Caller caller, String form) {
    return AccessTable.maySend(caller.role(), "/leads/{id}/" + form);
  }
}
