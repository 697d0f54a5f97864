package dev.leadloop.sample;

import dev.leadloop.lead.LeadId;
import dev.leadloop.record.LeadStore;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the sample data out, some leads at a time, so that a process that dies meanwhile is followed by another. A lead's rows
 * go first: nothing begins the workflow of a lead anew that is not there.
 */
public final class SampleErasing {
  private static final int TOGETHER = 10;

  private final SampleErasingStore store;
  private final LeadStore leads;
  private final TransactionTemplate transaction;

  SampleErasing(JdbcClient jdbc, LeadStore leads, TransactionTemplate transaction) {
    this.store = new SampleErasingStore(jdbc);
    this.leads = leads;
    this.transaction = transaction;
  }

  /** Ends the workflow of a lead and takes its history out; does nothing where there is none. */
  @FunctionalInterface
  public interface Ending {
    /** Fails where the server cannot be reached. */
    void end(LeadId lead);
  }

  /** Goes on with it; false once nothing is left. */
  public boolean goOn(Ending ending) {
    List<String> tables = store.tables();
    List<LeadId> some = store.leads(TOGETHER);
    some.forEach(lead -> transaction.executeWithoutResult(status -> {
      leads.lock(lead);
      store.erase(lead, tables);
    }));
    List<LeadId> gone = store.gone(TOGETHER * 2);
    gone.forEach(lead -> {
      ending.end(lead);
      store.ended(lead);
    });
    if (!some.isEmpty() || !gone.isEmpty()) {
      return true;
    }
    transaction.executeWithoutResult(status -> store.eraseTheRest());
    return false;
  }
}
