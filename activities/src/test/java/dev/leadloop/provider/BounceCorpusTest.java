package dev.leadloop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.ReplyAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Returned mail in the shape of every program we know, and what looks like it; see {@code bounces/README.txt}. */
class BounceCorpusTest {
  private static final List<String> FILES =
      List.of("postfix", "exim", "qmail", "sendmail", "exchange", "gmail", "services", "none");
  private static final Set<String> REPORTS = Set.of("hard", "soft", "blocked", "deferred", "delivered");
  private static final String LEAD = "kim@customer.example";
  private static final UUID SEND = UUID.fromString("3f0c7ad2-6a55-4e0c-9d7e-2b1c3d4e5f60");
  private static final ReplyAddresses ADDRESSES =
      new ReplyAddresses(Mailbox.of("reply@in.example.com"), Mailbox.of("bounce@in.example.com"), new byte[32]);

  private static final String HEADERS =
      """
      Return-Path: <%1$s>
      Received: from app.example.com by mx1.sender.example; Mon, 2 Mar 2026 10:00:00 +0100
      From: Example Company <hello@example.com>
      To: %2$s
      Reply-To: %3$s
      Subject: A practical guide to choosing a new solution
      Message-ID: <%4$s@example.com>
      X-Leadloop-Send-Id: %4$s
      List-Unsubscribe: <https://leads.example.com/u/abc>
      MIME-Version: 1.0
      Content-Type: text/plain; charset=UTF-8
      """
          .formatted(bounce(), LEAD, reply(), SEND);

  private static final InboundEvents READER =
      new InboundEvents(ADDRESSES, new OnlyMail(), InstantSource.fixed(Instant.parse("2026-03-02T09:30:00Z")));

  /** One mail was ever sent. */
  private static final class OnlyMail implements MailedTo {
    @Override
    public Optional<String> by(UUID send) {
      return send.equals(SEND) ? Optional.of(LEAD) : Optional.empty();
    }

    @Override
    public Optional<String> byLink(String token) {
      return Optional.empty();
    }
  }

  private record Case(String name, String right, String mail) {}

  private static String bounce() {
    return ADDRESSES.bounceTo(SEND).orElseThrow();
  }

  private static String reply() {
    return ADDRESSES.replyTo(SEND).orElseThrow().address();
  }

  private static List<Case> cases(String file) throws IOException {
    String all;
    try (InputStream in = Objects.requireNonNull(BounceCorpusTest.class.getResourceAsStream("/bounces/" + file + ".txt"), file)) {
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Case> found = new ArrayList<>();
    for (String one : all.split("(?m)^### ")) {
      if (!one.isBlank()) {
        String head = one.substring(0, one.indexOf('\n'));
        int bar = head.indexOf('|');
        found.add(new Case(head.substring(0, bar).strip(), head.substring(bar + 1).strip(),
            filled(one.substring(head.length() + 1))));
      }
    }
    return found;
  }

  private static String filled(String mail) {
    return mail.replace("{{RETURNED}}",
        HEADERS + "\nHello Kim,\n\nhere is something useful.\n\nUnsubscribe: https://leads.example.com/u/abc\n")
        .replace("{{HEADERS}}", HEADERS)
        .replace("{{LEAD}}", LEAD)
        .replace("{{BOUNCE}}", bounce())
        .replace("{{REPLY}}", reply())
        .replace("{{SEND_ID}}", SEND.toString());
  }

  private static String read(String mail) {
    ProviderEvent event = READER.event(MimeReading.read(mail.getBytes(StandardCharsets.UTF_8)));
    String kind = event.kind().name().toLowerCase(Locale.ROOT).replace("_bounce", "");
    return REPORTS.contains(kind) ? kind : "none";
  }

  @Test
  void everyProgramsReportsAreReadRight() throws IOException {
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    int suppressed = 0;
    int rightly = 0;
    int toSuppress = 0;
    for (String file : FILES) {
      for (Case one : cases(file)) {
        String read = read(one.mail);
        cases++;
        suppressed += read.equals("hard") ? 1 : 0;
        toSuppress += one.right.equals("hard") ? 1 : 0;
        rightly += read.equals("hard") && one.right.equals("hard") ? 1 : 0;
        if (!read.equals(one.right)) {
          wrong.add(one.name + " is " + one.right + ", read as " + read);
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "returned mail: %d of %d read right; of addresses to suppress precision %.3f, recall %.3f%n",
        cases - wrong.size(), cases, (double) rightly / suppressed, (double) rightly / toSuppress);
    assertThat(wrong).isEmpty();
    assertThat(cases).isGreaterThanOrEqualTo(90);
  }

  @Test
  void endsOfLinesAndGapsOfServersMakeNoDifference() throws IOException {
    for (String file : FILES) {
      for (Case one : cases(file)) {
        assertThat(read(one.mail.replace("\n", "\r\n"))).as(one.name).isEqualTo(one.right);
        assertThat(read(one.mail.replace(LEAD, "<" + LEAD.toUpperCase(Locale.ROOT) + ">").replace("<<", "<").replace(">>", ">")))
            .as(one.name).isEqualTo(one.right);
      }
    }
  }

  @Test
  void withoutAMailOfOursNoneSaysAnything() throws IOException {
    for (String file : FILES) {
      for (Case one : cases(file)) {
        String strangers = one.mail.replace(SEND.toString(), UUID.randomUUID().toString()).replace("+", "-");
        assertThat(read(strangers)).as(one.name).isEqualTo("none");
      }
    }
  }
}
