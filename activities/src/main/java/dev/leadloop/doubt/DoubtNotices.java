package dev.leadloop.doubt;

import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.doubt.ReplyDoubtStore.Doubt;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.lead.LeadId;
import dev.leadloop.text.BaseUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells marketing and managers by e-mail of answers that may ask to stop, several in one mail: at least once when they come,
 * and again each day while nobody has said what was meant.
 */
public final class DoubtNotices {
  private static final Logger LOG = LoggerFactory.getLogger(DoubtNotices.class);

  /** How long after one mail the next one reminds of what is still open. */
  static final Duration REMINDED_AFTER = Duration.ofDays(1);

  /** How many one mail tells of. */
  private static final int MOST = 50;

  private final ReplyDoubtStore store;
  private final NoticeReaders readers;
  private final EmailComposer composer;
  private final EmailTransport transport;
  private final String publicUrl;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /** Tells by mail. */
  public DoubtNotices(
      ReplyDoubtStore store,
      NoticeReaders readers,
      EmailComposer composer,
      EmailTransport transport,
      URI publicUrl,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.readers = readers;
    this.composer = composer;
    this.transport = transport;
    this.publicUrl = BaseUrl.of(publicUrl);
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Tells of answers nobody was told of today; what could not be sent is tried again with the next call. */
  public void tell() {
    transaction.executeWithoutResult(status -> {
      Instant now = clock.instant();
      List<Doubt> untold = store.toTell(now.minus(REMINDED_AFTER), MOST);
      if (!untold.isEmpty() && readers().stream().allMatch(reader -> sent(untold, reader))) {
        store.told(untold.stream().map(Doubt::id).toList(), now);
      }
    });
  }

  private List<Mailbox> readers() {
    List<Mailbox> mailboxes = readers.mailboxes();
    if (mailboxes.isEmpty()) {
      LOG.warn("An answer may ask to stop and nobody can be told: set leadloop.notices.marketing-address");
    }
    return mailboxes;
  }

  private boolean sent(List<Doubt> untold, Mailbox reader) {
    String ids = untold.stream().map(doubt -> doubt.id() + "/" + doubt.toldAt()).collect(Collectors.joining(" "));
    UUID id = UUID.nameUUIDFromBytes(("reply-doubt " + ids + " " + reader.address()).getBytes(StandardCharsets.UTF_8));
    String subject =
        (untold.stream().allMatch(doubt -> doubt.toldAt() != null) ? "Reminder: " : "")
            + (untold.size() == 1 ? "an answer may ask to stop" : untold.size() + " answers may ask to stop");
    TransportResult result =
        transport.send(composer.message(id, reader, capital(subject), "Mail rests until somebody says", text(untold)));
    return result instanceof TransportResult.Accepted || result instanceof TransportResult.Rejected;
  }

  /** What was written is read where it is answered; a mail would carry a person's words into one more place. */
  private String text(List<Doubt> untold) {
    String lines = untold.stream().map(this::line).collect(Collectors.joining("\n"));
    return """
        It is not clear whether the writer wants no more mail, so **mail to that address rests until somebody has said \
        what was meant**. Until then the answer gives no score.

        %s

        Read it and choose: *suppress*, or *it was an answer, mail goes on*. [All that wait](%s/leads/answers) stand on one \
        page. A reminder comes each day until then.
        """
        .formatted(lines, publicUrl);
  }

  private static String capital(String subject) {
    return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
  }

  private String line(Doubt doubt) {
    LeadId lead = doubt.lead();
    return lead == null
        ? "- [Answer " + doubt.id() + "](" + publicUrl + "/leads/answers), of nobody we know"
        : "- [Answer " + doubt.id() + "](" + publicUrl + "/leads/" + lead.value() + ")";
  }
}
