package dev.leadloop.erasures;

import dev.leadloop.consent.SuppressionFile;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.erasure.Holding;
import dev.leadloop.erasure.work.Erasure;
import dev.leadloop.erasure.work.ErasureStore;
import dev.leadloop.erasure.work.Erasures;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.LeadId;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.Caller;
import dev.leadloop.temporal.erasure.ErasureWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes orders to forget a person, and tells what is known of one. */
@Component
public class ErasureDesk {
  private final Erasures erasures;
  private final ErasureStore store;
  private final LeadStore leads;
  private final InboxBell bell;
  private final RepeatingTasks erasureTask;
  private final ErasureWorkflows workflows;

  ErasureDesk(
      Erasures erasures, ErasureStore store, LeadStore leads, InboxBell bell, RepeatingTasks erasureTask,
      ErasureWorkflows workflows) {
    this.workflows = workflows;
    this.erasures = erasures;
    this.store = store;
    this.leads = leads;
    this.bell = bell;
    this.erasureTask = erasureTask;
  }

  /** Orders that a lead's person is forgotten; ends the call where there is no such lead. Ordered again, it is the same. */
  public Erasure erase(String lead, @Nullable String reason, Caller caller) {
    LeadId id = known(lead);
    return begun(erasures.erase(id, word(reason), caller.principal()));
  }

  /** Orders that whoever has an address is forgotten, a lead or not. */
  public Erasure eraseAddress(String email, @Nullable String reason, Caller caller) {
    String address = EmailAddresses.normalise(email)
        .orElseThrow(() -> FieldError.in("email", "is no address; give it as in name@example.com"));
    Optional<LeadId> lead = leads.byAddress(address);
    return begun(lead.isPresent()
        ? erasures.erase(lead.get(), word(reason), caller.principal())
        : erasures.erase(address, word(reason), caller.principal()));
  }

  private Erasure begun(Erasure erasure) {
    erasureTask.wake();
    bell.wake();
    return erasure;
  }

  private static String word(@Nullable String reason) {
    if (reason == null || !reason.matches(SuppressionFile.REASON)) {
      throw FieldError.in("reason", SuppressionFile.REASON_HINT);
    }
    return reason;
  }

  /** The one of that id; ends the call where there is none. */
  public Erasure one(String id) {
    return store.find(id).orElseThrow(
        () -> Problem.NOT_FOUND.because("There is no erasure '" + id + "'. GET /api/v1/erasures lists the newest."));
  }

  /** Has the parts that stand still tried at once; ends the call where there is none of that id. */
  public Erasure tryNow(String id) {
    Erasure erasure = one(id);
    workflows.tryNow(erasure.id());
    return erasure;
  }

  /** The newest first. */
  public List<Erasure> newest(int limit) {
    return store.newest(limit);
  }

  /** Where something of a person is, and what becomes of it, by feature. */
  public Map<String, List<Holding>> holdings() {
    return erasures.holdings();
  }

  /** Everything that is known of a lead's person, by feature and place. */
  public Map<String, Map<String, List<Map<String, Object>>>> person(String lead) {
    return erasures.tell(known(lead));
  }

  private LeadId known(String lead) {
    if (!LeadId.isOne(lead) || leads.find(new LeadId(lead)).isEmpty()) {
      throw Problem.NOT_FOUND.because("There is no lead '" + lead + "'.");
    }
    return new LeadId(lead);
  }
}
