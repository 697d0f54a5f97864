package dev.leadloop.measures.rebuild;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.measures.FactChanges;
import dev.leadloop.measures.FactProjector;
import dev.leadloop.measures.JournalLine;
import dev.leadloop.measures.MeasureStore;
import dev.leadloop.record.JournalStore;
import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes all facts anew out of the journal, some leads at a time under their locks: decisions go on meanwhile, a lead always
 * has the facts of before or those of after, and a process that is killed goes on where it was.
 */
public final class Rebuilding {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
  private static final int AT_A_TIME = 50;

  private final RebuildStore store;
  private final JournalStore journal;
  private final MeasureStore measures;
  private final PolicySource policies;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /** Over one data source. */
  public Rebuilding(JdbcClient jdbc, PolicySource policies, TransactionTemplate transaction, InstantSource clock) {
    this.store = new RebuildStore(jdbc);
    this.journal = new JournalStore(jdbc);
    this.measures = new MeasureStore(jdbc);
    this.policies = policies;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Orders it; false where it is under way. */
  public boolean order(Principal by) {
    return store.order(by, clock.instant());
  }

  /** The one that was ordered last; empty where none ever was. */
  public Optional<Rebuild> latest() {
    return store.latest();
  }

  /** Looks at some leads, at most {@value #AT_A_TIME}; returns how many. */
  public int some() {
    return Objects.requireNonNull(transaction.execute(status -> store.lock().map(this::after).orElse(0)));
  }

  private int after(String last) {
    List<String> next = store.after(last, AT_A_TIME);
    if (next.isEmpty()) {
      store.finish(clock.instant());
      return 0;
    }
    Set<String> free = new HashSet<>(store.hold(next));
    // Whoever holds a lead does so for milliseconds: it is the first the next time.
    List<String> held = next.stream().takeWhile(free::contains).toList();
    if (held.isEmpty()) {
      return 0;
    }
    List<String> read = new ArrayList<>();
    List<FactChanges> facts = new ArrayList<>();
    for (String lead : held) {
      try {
        facts.add(of(new LeadId(lead)));
        read.add(lead);
      } catch (DataAccessException ours) {
        throw ours;
      } catch (RuntimeException broken) {
        LOG.warn("The facts of lead {} stay as they are, since its journal cannot be read ({})", lead,
            broken.getClass().getSimpleName());
      }
    }
    int changed = measures.replace(read, facts).size();
    store.advance(held.getLast(), held.size(), changed, held.size() - read.size());
    return held.size();
  }

  private FactChanges of(LeadId lead) {
    List<JournalLine> lines = journal.of(lead).stream()
        .map(line -> new JournalLine(
            line.seq(), line.n(), line.at(), line.by(), line.causeEventId(), line.policyVersion(), line.entry()))
        .toList();
    return FactProjector.changes(lead, null, lines, policies::version);
  }
}
