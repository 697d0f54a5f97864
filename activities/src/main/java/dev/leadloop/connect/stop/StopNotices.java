package dev.leadloop.connect.stop;

import dev.leadloop.connect.ConnectorStore;
import dev.leadloop.connect.ConnectorStore.Stop;
import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.record.Ids;
import dev.leadloop.text.BaseUrl;
import dev.leadloop.users.User;
import dev.leadloop.users.UserStore;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells administrators by e-mail that a connector stopped, at least once and under one id; managers where there are none. */
public final class StopNotices {
  private static final Logger LOG = LoggerFactory.getLogger(StopNotices.class);
  private static final String ADMIN = "ADMIN";

  private final ConnectorStore store;
  private final UserStore users;
  private final NoticeReaders others;
  private final Letters letters;
  private final TransactionTemplate transaction;

  /** How a notice is written and leaves. */
  public record Letters(EmailComposer composer, EmailTransport transport, URI publicUrl) {}

  /** Over the ways people are told by. */
  public StopNotices(
      ConnectorStore store, UserStore users, NoticeReaders others, Letters letters, TransactionTemplate transaction) {
    this.store = store;
    this.users = users;
    this.others = others;
    this.letters = letters;
    this.transaction = transaction;
  }

  /** Tells of stops nobody was told of; what could not be sent is tried again with the next call. */
  public void tell() {
    transaction.executeWithoutResult(status -> {
      for (Stop stop : store.untold()) {
        List<Mailbox> readers = readers();
        if (readers.isEmpty()) {
          LOG.warn("Connector {} stopped and nobody can be told: make a user who is an administrator", stop.id());
        }
        if (readers.stream().filter(reader -> !sent(stop, reader)).count() == 0) {
          store.told(stop);
        }
      }
    });
  }

  private List<Mailbox> readers() {
    List<Mailbox> admins = users.all().stream().filter(user -> user.role().equals(ADMIN) && user.disabledAt() == null)
        .map(StopNotices::mailbox).toList();
    return admins.isEmpty() ? others.mailboxes() : admins;
  }

  private static Mailbox mailbox(User user) {
    return new Mailbox(user.email(), user.name());
  }

  private boolean sent(Stop stop, Mailbox reader) {
    TransportResult result = letters.transport().send(letters.composer().message(
        Ids.of("connector-stopped", stop.id() + " " + stop.since(), reader.address()), reader,
        "Connector " + stop.id() + " has stopped", "It waits for somebody to see to it; nothing is lost meanwhile.", text(stop)));
    String reason = rejected(result);
    if (reason != null) {
      LOG.warn("The notice that connector {} stopped was rejected: {}", stop.id(), reason);
    }
    return reason != null || result instanceof TransportResult.Accepted;
  }

  private static @Nullable String rejected(TransportResult result) {
    return result instanceof TransportResult.Rejected rejected ? rejected.reason() : null;
  }

  /** Their words stay on the page: a notice holds none of a stranger's. */
  private String text(Stop stop) {
    return """
        The connector **%1$s** (%2$s) stopped at %3$s and cannot go on by itself, most often because its credential works no \
        longer.

        - Whatever changes meanwhile is noted and waits. Nothing is lost.
        - Its page says what is wrong. Once it has a new credential it goes on at once.

        **[See to it](%4$s/connectors/%1$s)**
        """.formatted(stop.id(), stop.kind(), stop.since().toString().substring(0, 16).replace('T', ' ') + " UTC",
            BaseUrl.of(letters.publicUrl()));
  }
}
