package dev.leadloop.provider;

import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.sending.ComplaintStore;
import dev.leadloop.sending.ComplaintStore.Pulled;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells managers and marketing by e-mail that a sequence paused itself, at least once. */
public final class BrakeNotices {
  private static final Logger LOG = LoggerFactory.getLogger(BrakeNotices.class);

  private final ComplaintStore store;
  private final NoticeReaders readers;
  private final EmailComposer composer;
  private final EmailTransport transport;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /** Tells by mail. */
  public BrakeNotices(
      ComplaintStore store,
      NoticeReaders readers,
      EmailComposer composer,
      EmailTransport transport,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.readers = readers;
    this.composer = composer;
    this.transport = transport;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Tells what nobody was told yet; what could not be sent is tried again with the next call. */
  public void tell() {
    transaction.executeWithoutResult(status -> {
      for (Pulled pulled : store.untold()) {
        if (readers().stream().allMatch(reader -> sent(pulled, reader))) {
          store.told(pulled.id(), clock.instant());
        }
      }
    });
  }

  private List<Mailbox> readers() {
    List<Mailbox> mailboxes = readers.mailboxes();
    if (mailboxes.isEmpty()) {
      LOG.warn("A sequence paused itself and nobody can be told: set leadloop.notices.marketing-address");
    }
    return mailboxes;
  }

  private boolean sent(Pulled pulled, Mailbox reader) {
    String sequence = pulled.sequence();
    String numbers = pulled.counts().complaints() + " of " + pulled.counts().delivered() + " delivered mails";
    String body =
        """
        The sequence **%1$s** has paused itself: %2$s were reported as spam. Mailbox providers ask senders to stay below \
        one in a thousand, and turn away everything of a sender who does not.

        - No mail of it goes out until a person resumes it; its leads stay where they are.
        - Look at who was enrolled and what they were told, then resume it with `POST /api/v1/sequences/%1$s/resume`.
        """
            .formatted(sequence, numbers);
    UUID id =
        UUID.nameUUIDFromBytes(
            ("complaint-brake " + pulled.id() + " " + reader.address()).getBytes(StandardCharsets.UTF_8));
    TransportResult result =
        transport.send(
            composer.message(
                id, reader, "Sequence " + sequence + " paused itself: too many spam reports", numbers, body));
    return switch (result) {
      case TransportResult.Accepted accepted -> true;
      case TransportResult.Rejected rejected -> {
        LOG.warn("The notice that sequence '{}' paused itself was rejected: {}", sequence, rejected.reason());
        yield true;
      }
      case TransportResult.NotSent notSent -> false;
      case TransportResult.Unknown unknown -> false;
    };
  }
}
