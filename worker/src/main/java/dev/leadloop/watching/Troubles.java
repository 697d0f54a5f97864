package dev.leadloop.watching;

import dev.leadloop.email.transport.SignInRefusals;
import dev.leadloop.worker.temporal.TemporalProbe;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** Asks the servers this process stands on, and its disk, what is wrong. */
public final class Troubles {
  /** Less than this leaves no time to act. */
  static final long LEAST_BYTES = 1L << 30;

  private final ServerStore store;
  private final int migrations;
  private final Supplier<TemporalProbe.State> temporal;
  private final SignInRefusals mail;
  private final LongSupplier usableBytes;

  /**
   * Those of one process.
   *
   * @param migrations how many changes of the tables this version knows
   * @param usableBytes what is left on the disk of the data folder
   */
  Troubles(
      ServerStore store, int migrations, Supplier<TemporalProbe.State> temporal, SignInRefusals mail, LongSupplier usableBytes) {
    this.store = store;
    this.migrations = migrations;
    this.temporal = temporal;
    this.mail = mail;
    this.usableBytes = usableBytes;
  }

  /** What is wrong now; empty where nothing is. Takes seconds at most. */
  public Set<Trouble> now() {
    Set<Trouble> found = EnumSet.noneOf(Trouble.class);
    try {
      if (store.migrations() < migrations) {
        found.add(Trouble.TABLES_BEHIND);
      }
    } catch (DataAccessException away) {
      found.add(Trouble.DATABASE_AWAY);
    }
    switch (temporal.get()) {
      case UP -> { }
      case AWAY -> found.add(Trouble.TEMPORAL_AWAY);
      case REFUSES -> found.add(Trouble.TEMPORAL_REFUSES);
      case NO_NAMESPACE -> found.add(Trouble.NAMESPACE_MISSING);
    }
    if (mail.since().isPresent()) {
      found.add(Trouble.MAIL_REFUSED);
    }
    if (usableBytes.getAsLong() < LEAST_BYTES) {
      found.add(Trouble.DISK_NEARLY_FULL);
    }
    return found;
  }
}
