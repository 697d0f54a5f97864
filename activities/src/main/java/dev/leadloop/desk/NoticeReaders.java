package dev.leadloop.desk;

import dev.leadloop.email.transport.Mailbox;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom a notice reaches that is for both sides: every active manager of sales, and the addresses that the settings name. */
public final class NoticeReaders {
  private final RepStore reps;
  private final List<String> addresses;

  /**
   * Over the reps.
   *
   * @param addresses of marketing, and of whoever else is to read it
   */
  public NoticeReaders(RepStore reps, Collection<String> addresses) {
    this.reps = reps;
    this.addresses = List.copyOf(addresses);
  }

  /** Over the reps and one address, which is null for none. */
  public NoticeReaders(RepStore reps, @Nullable String address) {
    this(reps, address == null ? List.of() : List.of(address));
  }

  /** As of now, nobody twice; empty where there is nobody to tell. */
  public List<Mailbox> mailboxes() {
    Map<String, Mailbox> readers = new LinkedHashMap<>();
    for (RepStore.Rep rep : reps.all()) {
      if (rep.manager() && rep.active() && !rep.sample()) {
        Mailbox mailbox = new Mailbox(rep.email(), rep.name());
        readers.putIfAbsent(mailbox.address(), mailbox);
      }
    }
    addresses.stream().map(Mailbox::of).forEach(mailbox -> readers.putIfAbsent(mailbox.address(), mailbox));
    return List.copyOf(readers.values());
  }
}
