package dev.leadloop.setup;

import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.text.AddressFault;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends one mail by the way that all mail goes, so that an administrator sees whether it arrives. */
@Component
public class TestMail {
  static final String TAKEN = "taken";

  private final EmailComposer composer;
  private final EmailTransport transport;
  private final EmailSettings settings;
  private final AuditStore audit;
  private final Clock clock;

  TestMail(EmailComposer composer, EmailTransport transport, EmailSettings settings, AuditStore audit, Clock clock) {
    this.composer = composer;
    this.transport = transport;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What came of a test mail.
   *
   * @param how taken, refused, not_sent or unknown
   * @param why what the other side said; of one that was written to a folder the file's name; null where there is nothing to say
   */
  public record Sent(String to, String how, @Nullable String why) {}

  /**
   * Sends it, and writes down that it was, without the address.
   *
   * @throws ProblemException where the address is none
   */
  public Sent send(@Nullable String to, Caller caller) {
    String given = to == null ? "" : to;
    String address = EmailAddresses.normalise(given).orElseThrow(() -> FieldError.in("to", AddressFault.of(given)));
    String text = "This is the test mail that was asked for on Leadloop's start page. It came by " + settings.transport()
        + " from " + settings.from().address() + ", the way that every mail to leads and every notice to sales goes.\n";
    Sent sent = of(address, transport.send(composer.message(
        UUID.randomUUID(), Mailbox.of(address), "Leadloop's mail arrives", "It was sent as all others are.", text)));
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put("result", sent.how());
    if (sent.why() != null && !sent.how().equals(TAKEN)) {
      detail.put("why", sent.why());
    }
    audit.add(clock.instant(), new Change(caller.principal(), SetupSteps.TEST_MAIL, target(settings), detail));
    return sent;
  }

  /** What was tested: the way and the sender; another of either is not tested by it. */
  static String target(EmailSettings settings) {
    return "mail/" + settings.transport() + "/" + settings.from().address();
  }

  private static Sent of(String to, TransportResult result) {
    return switch (result) {
      case TransportResult.Accepted accepted -> new Sent(to, TAKEN, accepted.providerMessageId());
      case TransportResult.Rejected rejected -> new Sent(to, "refused", rejected.code() + " " + rejected.reason());
      case TransportResult.NotSent notSent -> new Sent(to, "not_sent", notSent.reason());
      case TransportResult.Unknown unknown -> new Sent(to, "unknown", unknown.reason());
    };
  }
}
