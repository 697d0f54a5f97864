package dev.leadloop.architecture;

import dev.leadloop.architecture.TextFunctions.TextFunction;
import dev.leadloop.csv.CsvRows;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.Footer;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.LinkTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.mime.PlainMail;
import dev.leadloop.outbound.TargetRules;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.policyfile.Segments;
import dev.leadloop.provider.sendgrid.SendGridEvents;
import dev.leadloop.reply.ReplyReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects of the product that read text, made as the product makes them. */
final class TextReaders {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final SignedTokens TOKENS = new SignedTokens(new byte[32], CLOCK);
  private static final ReplyAddresses ADDRESSES =
      new ReplyAddresses(Mailbox.of("reply@in.example.com"), Mailbox.of("bounce@in.example.com"), new byte[32]);
  private static final Footer FOOTER = new Footer("Example Company", "Example Company, 1 Example Street", null);
  private static final LeadPolicy POLICY = PolicyTexts.read(PolicyCatalog.starter(), 1);

  private final List<TextFunction> all = new ArrayList<>();

  private TextReaders() {}

  private interface Reading {
    void read(String text) throws Exception;
  }

  private record Reader(String name, Reading reading) implements TextFunction {
    @Override
    public void read(String text) throws Exception {
      try {
        reading.read(text);
      } catch (IOException | RuntimeException refused) {
        // What it thinks of the text does not matter.
      }
    }
  }

  static List<TextFunction> all() {
    TextReaders readers = new TextReaders();
    readers.add("segments", text -> Segments.parse(text, POLICY));
    readers.add("segments with values", text -> Segments.parse("{\"fact\": \"country\", \"in\": [\"" + text + "\"]}", POLICY));
    readers.add("tokens", text -> TOKENS.verify(Purpose.values()[0], text));
    readers.add("tokens with a dot", text -> TOKENS.verify(Purpose.values()[0], "x." + text));
    readers.add("links to unsubscribe", text -> new UnsubscribeTokens(TOKENS).verify(text));
    readers.add("links of mails", text -> new LinkTokens(TOKENS).verifyClick(text));
    readers.add("links of handoffs", text -> new HandoffTokens(TOKENS, CLOCK).read(text));
    readers.add("links of confirmations", text -> new ConfirmationTokens(TOKENS).verify(text));
    readers.add("addresses of answers", text -> ADDRESSES.sendOf("reply+" + text + "@in.example.com"));
    readers.add("answers", text -> ReplyReading.standard().read(Map.of("auto-submitted", text), text, PlainMail.of(text)));
    readers.add("events of SendGrid", text -> events(text));
    readers.add("addresses of webhooks", text -> new TargetRules(false).fault("https://" + text + ".example/" + text));
    readers.add("Markdown", text -> EmailTemplates.message("Subject", "", text, FOOTER));
    readers.add("a subject", text -> EmailTemplates.message(text, text, "Hello", FOOTER));
    readers.add("CSV", text -> rows(text, ','));
    readers.add("CSV in quotes", text -> rows("a,b\n1,\"" + text, ','));
    return readers.all;
  }

  private void add(String name, Reading reading) {
    all.add(new Reader(name, reading));
  }

  private static void events(String text) {
    SendGridEvents events = new SendGridEvents(CLOCK);
    events.parse(("[{\"event\":\"bounce\",\"reason\":\"" + text + "\",\"status\":\"" + text + "\"}]")
        .getBytes(StandardCharsets.UTF_8));
  }

  private static void rows(String text, char separator) throws IOException {
    try (CsvRows rows = CsvRows.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null, separator)) {
      rows.expect(2, row -> false);
      while (rows.next().isPresent()) {
        // To the end.
      }
    }
  }
}
