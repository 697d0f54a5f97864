package dev.leadloop.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Signal;
import dev.leadloop.provider.ProviderEvent.Kind;
import dev.leadloop.record.ProviderRig;
import dev.leadloop.sending.SendStore.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers and returned mail, from their MIME form to what they change. */
class InboundMailTest {
  private static final ProviderRig rig = new ProviderRig();
  private static final ReplyAddresses addresses =
      new ReplyAddresses(Mailbox.of("reply@in.example.com"), Mailbox.of("bounce@in.example.com"), new byte[32]);
  private static final InboundEvents reader = new InboundEvents(addresses, rig.mailed, rig.fixture.clock);

  @AfterAll
  static void close() {
    rig.close();
  }

  private static InboundMail mime(String mail) {
    return MimeReading.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(String from, String to, String headers, String text) {
    return "From: Kim Doe <" + from + ">\nTo: <" + to + ">\nSubject: Re: your guide\nMessage-ID: <" + UUID.randomUUID()
        + "@customer.example>\n" + headers + "\n" + text + "\n";
  }

  private static Kind take(InboundMail mail) {
    ProviderEvent event = reader.event(mail);
    rig.events.take("mail", List.of(event));
    rig.tellAll();
    return event.kind();
  }

  private static String returned(UUID send, String to, String action, String status) {
    return """
        From: Mail Delivery System <MAILER-DAEMON@mx.customer.example>
        To: <%s>
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <%s@mx.customer.example>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        This is the mail system. Your message could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.customer.example

        Final-Recipient: rfc822; kim@customer.example
        Action: %s
        Status: %s (no such user)
        Diagnostic-Code: smtp; 550 no such user kim@customer.example
        --b
        Content-Type: text/rfc822-headers

        From: Example Company <hello@example.com>
        X-Leadloop-Send-Id: %s
        Message-ID: <%s@example.com>
        --b--
        """
        .formatted(to, UUID.randomUUID(), action, status, send, send);
  }

  @Test
  void answerToAMailOfOursIsASignalWithItsOwnWords() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    String to = addresses.replyTo(mail).orElseThrow().address();
    InboundMail reply = mime(answer("assistant@customer.example", to, "", "Can we talk on Thursday?\n\n> Hello Kim"));
    assertThat(take(reply)).isEqualTo(Kind.REPLY);
    assertThat(take(reply)).isEqualTo(Kind.REPLY);
    rig.decide(lead);
    assertThat(rig.fixture.records.signals().since(lead, Instant.EPOCH)).singleElement().satisfies(signal -> {
      assertThat(signal.type()).isEqualTo("email_reply");
      assertThat(signal.properties()).containsEntry("step", "step1").containsEntry("sequence", "nurture");
    });
    assertThat(rig.fixture.jdbc.sql("select note from inbox where lead_id = :lead and kind = 'signal'")
            .param("lead", lead.value()).query(String.class).single())
        .isEqualTo("Can we talk on Thursday?");
  }

  @Test
  void answerWithoutATokenIsMatchedByWhoWroteIt() {
    LeadId lead = rig.decidedLead();
    assertThat(take(mime(answer(rig.address(lead), "hello@example.com", "", "No thanks")))).isEqualTo(Kind.REPLY_NEGATIVE);
    rig.decide(lead);
    assertThat(rig.fixture.records.signals().since(lead, Instant.EPOCH)).extracting(Signal::type)
        .containsExactly("email_reply_negative");
    assertThat(rig.addresses.reason(rig.address(lead))).isEmpty();
  }

  @Test
  void wishToStopSuppressesTheAddressTheMailWentTo() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    ProviderEvent event =
        reader.event(mime(answer("other@customer.example", addresses.replyTo(mail).orElseThrow().address(), "", "STOP")));
    rig.events.take("mail", List.of(event));
    assertThat(rig.addresses.reason(rig.address(lead))).contains("unsubscribed");
  }

  @Test
  void outOfOfficeIsNoOptOutAndNoSignalOfInterest() {
    LeadId lead = rig.decidedLead();
    String away =
        answer(rig.address(lead), "hello@example.com", "Auto-Submitted: auto-replied\n", "Stop by in May. Unsubscribe?");
    assertThat(take(mime(away))).isEqualTo(Kind.OUT_OF_OFFICE);
    rig.decide(lead);
    assertThat(rig.addresses.reason(rig.address(lead))).isEmpty();
    assertThat(rig.fixture.records.statuses().find(lead).orElseThrow().progress().qualification().score().score()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "failed, 5.1.1, HARD_BOUNCE, hard_bounce", "failed, 5.2.2, SOFT_BOUNCE, none", "failed, 4.4.7, SOFT_BOUNCE, none",
    "failed, 5.7.1, BLOCKED, none", "delayed, 4.4.1, DEFERRED, none", "delivered, 2.0.0, DELIVERED, none"
  })
  void returnedMailIsReadByItsStatus(String action, String status, Kind kind, String reason) {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.UNKNOWN);
    assertThat(take(mime(returned(UUID.randomUUID(), addresses.bounceTo(mail).orElseThrow(), action, status)))).isEqualTo(kind);
    assertThat(rig.addresses.reason(rig.address(lead)).orElse("none")).isEqualTo(reason);
    assertThat(rig.state(mail)).as("who returns a mail has had it").isEqualTo("ACCEPTED");
  }

  @Test
  void returnedMailIsAlsoKnownByTheHeadersItReturns() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    assertThat(take(mime(returned(mail, "hello@example.com", "failed", "5.1.1")))).isEqualTo(Kind.HARD_BOUNCE);
    assertThat(rig.addresses.reason(rig.address(lead))).contains("hard_bounce");
  }

  @Test
  void reportThatNamesNoMailOfOursSuppressesNobody() {
    LeadId lead = rig.decidedLead();
    UUID unknown = UUID.randomUUID();
    String forged = returned(unknown, "hello@example.com", "failed", "5.1.1").replace("kim@customer.example", rig.address(lead));
    take(mime(forged));
    assertThat(rig.addresses.reason(rig.address(lead))).isEmpty();
  }

  /** What the lead's address was changed to. */
  private static String moved(LeadId lead) {
    String today = "today-" + UUID.randomUUID() + "@customer.example";
    rig.fixture.jdbc.sql("update lead set email = :today, email_key = :today where lead_id = :lead")
        .param("today", today).param("lead", lead.value()).update();
    return today;
  }

  private static String complaint(String type, String original) {
    return """
        From: Feedback <feedback@mailbox.example>
        To: abuse@example.com
        Subject: FW: A practical guide
        Message-ID: <%s@mailbox.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="f"

        --f
        Content-Type: text/plain

        This is an email abuse report for a message received on Monday.
        --f
        Content-Type: message/feedback-report

        Feedback-Type: %s
        User-Agent: Example/1.0
        Version: 1
        --f
        Content-Type: message/rfc822

        From: Example Company <hello@example.com>
        %s
        Subject: A practical guide

        Hello
        --f--
        """
        .formatted(UUID.randomUUID(), type, original);
  }

  @Test
  void bounceComplaintAndStopHitTheAddressThatWasMailedNotTodays() {
    for (String way : List.of("bounce", "returned headers", "complaint", "stop", "apple")) {
      LeadId lead = rig.decidedLead();
      UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
      String then = rig.address(lead);
      String today = moved(lead);
      String reply = addresses.replyTo(mail).orElseThrow().address();
      String bounce = addresses.bounceTo(mail).orElseThrow();
      Kind kind =
          take(mime(switch (way) {
            case "bounce" -> returned(UUID.randomUUID(), bounce, "failed", "5.1.1");
            case "returned headers" -> returned(mail, "hello@example.com", "failed", "5.1.1");
            case "complaint" -> complaint("abuse", "X-Leadloop-Send-Id: " + mail);
            case "stop" -> answer(today, reply, "", "Stop");
            default -> answer(today, reply, "Auto-Submitted: auto-replied\nX-Apple-Unsubscribe: true\n", "Sent by Apple Mail")
                .replace("Re: your guide", "unsubscribe");
          }));
      assertThat(kind).as(way).isIn(Kind.HARD_BOUNCE, Kind.SPAM_REPORT, Kind.REPLY_STOP);
      assertThat(rig.addresses.reason(then)).as(way).isPresent();
      assertThat(rig.addresses.reason(today)).as(way).isEmpty();
    }
  }

  @Test
  void complaintIsKnownByWhateverOfOursItReturns() {
    for (String way : List.of("send id", "message id", "reply to", "return path", "link", "folded link")) {
      LeadId lead = rig.decidedLead();
      UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
      String link = "https://leads.example.com/u/" + rig.tokens.issue(lead.value(), rig.address(lead));
      String original =
          switch (way) {
            case "send id" -> "x-leadloop-send-id: " + mail;
            case "message id" -> "Message-Id: <" + mail + "@example.com>";
            case "reply to" -> "Reply-To: <" + addresses.replyTo(mail).orElseThrow().address() + ">";
            case "return path" -> "Return-Path: <" + addresses.bounceTo(mail).orElseThrow() + ">";
            case "link" -> "List-Unsubscribe: <" + link + ">";
            default -> "List-Unsubscribe: <mailto:x@example.com>,\n <" + link + ">";
          };
      assertThat(take(mime(complaint("abuse", original)))).as(way).isEqualTo(Kind.SPAM_REPORT);
      assertThat(rig.addresses.reason(rig.address(lead))).as(way).contains("spam_report");
    }
  }

  @Test
  void reportOfWhatIsNoSpamOrOfNoMailOfOursSuppressesNobody() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    for (String type : List.of("not-spam", "auth-failure", "virus")) {
      assertThat(take(mime(complaint(type, "X-Leadloop-Send-Id: " + mail)))).as(type).isEqualTo(Kind.OTHER);
    }
    assertThat(take(mime(complaint("abuse", "X-Leadloop-Send-Id: " + UUID.randomUUID())))).isEqualTo(Kind.OTHER);
    assertThat(take(mime(complaint("abuse", "To: " + rig.address(lead))))).isEqualTo(Kind.OTHER);
    assertThat(rig.addresses.reason(rig.address(lead))).isEmpty();
  }

  @Test
  void unsubscribeMailboxTakesTheSignedTokenFromWhateverAddress() {
    for (String subject : List.of("unsubscribe TOKEN", "Unsubscribe TOKEN", "unsubscribe  FIRST REST", "Re: unsubscribe TOKEN",
        "=?utf-8?Q?unsubscribe_QTOKEN?=")) {
      LeadId lead = rig.decidedLead();
      rig.mail(lead, "nurture", "step1", State.ACCEPTED);
      String then = rig.address(lead);
      String token = rig.tokens.issue(lead.value(), then);
      String today = moved(lead);
      String mail =
          answer("somebody@elsewhere.example", "unsub@in.example.com",
              "Auto-Submitted: auto-replied\nX-Apple-Unsubscribe: true\n", "")
              .replace("Re: your guide", subject.replace("QTOKEN", token.replace("_", "=5F")).replace("TOKEN", token)
                  .replace("FIRST", token.substring(0, 60)).replace("REST", token.substring(60)));
      assertThat(take(mime(mail))).as(subject).isEqualTo(Kind.REPLY_STOP);
      assertThat(rig.addresses.reason(then)).as(subject).contains("unsubscribed");
      assertThat(rig.addresses.reason(today)).as(subject).isEmpty();
    }
  }

  @Test
  void unsubscribeMailWithoutAGoodTokenSuppressesNobody() {
    LeadId lead = rig.decidedLead();
    rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    String token = rig.tokens.issue(lead.value(), rig.address(lead));
    for (String subject : List.of("unsubscribe", "unsubscribe " + token.substring(1), "unsubscribe " + lead.value(),
        token + "x")) {
      String mail =
          answer(rig.address(lead), "unsub@in.example.com", "X-Apple-Unsubscribe: true\n", "Unsubscribe " + rig.address(lead));
      take(mime(mail.replace("Re: your guide", subject)));
    }
    assertThat(rig.addresses.reason(rig.address(lead))).isEmpty();
  }

  @Test
  void answerWithoutItsTokenIsKnownByTheMailItAnswers() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    for (String header : List.of("In-Reply-To: <" + mail + "@example.com>",
        "References: <1@customer.example>\n <" + mail + "@example.com>")) {
      assertThat(take(mime(answer("other@customer.example", "hello@example.com", header + "\n", "Stop"))))
          .isEqualTo(Kind.REPLY_STOP);
    }
    assertThat(rig.addresses.reason(rig.address(lead))).contains("unsubscribed");
    LeadId other = rig.decidedLead();
    String forged =
        answer(rig.address(other), "hello@example.com", "In-Reply-To: <" + UUID.randomUUID() + "@example.com>\n", "Stop");
    assertThat(take(mime(forged))).isNotEqualTo(Kind.REPLY_STOP);
    assertThat(rig.addresses.reason(rig.address(other))).isEmpty();
  }

  @Test
  void threeReturnedMailsGiveTheAddressTheSameRestAsSendGrids() {
    LeadId lead = rig.decidedLead();
    List<UUID> mails = List.of("step1", "step2", "step3").stream().map(step -> rig.mail(lead, "nurture", step, State.ACCEPTED))
        .toList();
    String then = rig.address(lead);
    for (UUID mail : mails) {
      assertThat(rig.store.softBounces(then, Instant.EPOCH)).hasSize(mails.indexOf(mail));
      // Without a message id, as qmail writes them; each is another mail all the same, and comes twice.
      String full = returned(mail, "hello@example.com", "failed", "5.2.2").replaceFirst("Message-ID: .*\n", "");
      assertThat(take(mime(full))).isEqualTo(Kind.SOFT_BOUNCE);
      take(mime(full));
    }
    moved(lead);
    assertThat(rig.store.softBounces(then, Instant.EPOCH)).hasSize(3);
    assertThat(rig.store.softBounces(rig.address(lead), Instant.EPOCH)).isEmpty();
  }

  @Test
  void partsOfAMultipartAnswerAreReadPlainFirst() {
    String mail =
        """
        From: kim@customer.example
        To: hello@example.com
        Subject: =?utf-8?q?R=C3=A9ponse?=
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="m"

        --m
        Content-Type: multipart/alternative; boundary="a"

        --a
        Content-Type: text/html; charset=utf-8

        <p>Html &amp; more</p><blockquote>quoted</blockquote>
        --a
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        Gr=FC=DFe
        --a--
        --m
        Content-Type: text/plain
        Content-Disposition: attachment; filename=x.txt

        unsubscribe
        --m--
        """;
    InboundMail read = mime(mail);
    assertThat(read.text().strip()).isEqualTo("Gr\u00fc\u00dfe");
    assertThat(read.subject()).isEqualTo("R\u00e9ponse");
    String htmlOnly = "From: a@customer.example\nContent-Type: text/html\n\n<style>x</style><p>No&nbsp;thanks</p>";
    assertThat(mime(htmlOnly).text().strip()).isEqualTo("No thanks");
    assertThatThrownBy(() -> mime("nothing")).hasMessageContaining("not a mail");
  }

  @Test
  void formOfInboundParseIsReadWithItsCharsetsAndEnvelope() {
    UUID mail = UUID.randomUUID();
    Map<String, byte[]> form = new HashMap<>();
    form.put("headers", "Message-ID: <1@customer.example>\nAuto-Submitted: no\n".getBytes(StandardCharsets.UTF_8));
    form.put("from", "Kim Doe <kim@customer.example>".getBytes(StandardCharsets.UTF_8));
    form.put("to", "hello@example.com".getBytes(StandardCharsets.UTF_8));
    form.put("subject", "Re: guide".getBytes(StandardCharsets.UTF_8));
    form.put("text", "Sch\u00f6n, danke".getBytes(StandardCharsets.ISO_8859_1));
    form.put("charsets", "{\"text\":\"iso-8859-1\"}".getBytes(StandardCharsets.UTF_8));
    form.put(
        "envelope",
        ("{\"to\":[\"" + addresses.replyTo(mail).orElseThrow().address() + "\"],\"from\":\"kim@customer.example\"}")
            .getBytes(StandardCharsets.UTF_8));
    InboundMail read = ParsedMail.of(form);
    assertThat(read.text()).isEqualTo("Sch\u00f6n, danke");
    assertThat(reader.event(read).sendId()).isEqualTo(mail);
    assertThat(reader.event(read).eventId()).isEqualTo(reader.event(ParsedMail.of(form)).eventId());
    form.put("email", answer("kim@customer.example", "hello@example.com", "", "stop").getBytes(StandardCharsets.UTF_8));
    assertThat(reader.event(ParsedMail.of(form)).kind()).isEqualTo(Kind.REPLY_STOP);
    assertThatThrownBy(() -> ParsedMail.of(Map.of())).hasMessageContaining("holds no mail");
  }
}
