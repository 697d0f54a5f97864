package dev.leadloop.email.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.Emails;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.transport.OutgoingEmail.Unsubscribe;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingEmailTest {

  private static final String LINK = "https://leads.sender.test/u/token";
  private static final RenderedEmail GOOD =
      new RenderedEmail("Subject", "Text " + LINK, "<p>Text</p> " + LINK);

  private static OutgoingEmail email(
      RenderedEmail content, @Nullable Unsubscribe unsubscribe, List<String> categories) {
    Mailbox from = Mailbox.of("hello@sender.test");
    return new OutgoingEmail(
        UUID.randomUUID(), from, Emails.READER, null, content, unsubscribe, categories);
  }

  private static void refused(RenderedEmail content, String sentence) {
    assertThatThrownBy(() -> email(content, new Unsubscribe(URI.create(LINK), null), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aSubjectCannotCarryAHeader() {
    refused(
        new RenderedEmail("Hello\r\nBcc: x@example.com", GOOD.text(), GOOD.html()),
        "subject contains a line break");
  }

  @Test
  void bothPartsAndASubjectAreNeeded() {
    refused(new RenderedEmail(" ", GOOD.text(), GOOD.html()), "The subject is empty");
    refused(new RenderedEmail("Subject", " ", GOOD.html()), "The plain text part is empty");
    refused(new RenderedEmail("Subject", GOOD.text(), ""), "The HTML part is empty");
    refused(new RenderedEmail("s".repeat(256), GOOD.text(), GOOD.html()), "longer than 255");
  }

  @Test
  void theUnsubscribeLinkStandsInBothParts() {
    refused(new RenderedEmail("Subject", "Text", GOOD.html()), "missing from the plain text part");
    refused(new RenderedEmail("Subject", GOOD.text(), "<p>Text</p>"), "missing from the HTML part");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "/u/token",
        "ftp://leads.sender.test/u",
        "https:///u/token"
      })
  void theUnsubscribeLinkIsAWebAddress(String link) {
    assertThatThrownBy(() -> email(GOOD, new Unsubscribe(URI.create(link), null), List.of()))
        .hasMessageContaining("not a complete web address");
  }

  @Test
  void categoriesAreFewPlainAndNeverAPerson() {
    List<String> eleven = IntStream.range(0, 11).mapToObj(i -> "c" + i).toList();
    assertThatThrownBy(() -> email(GOOD, null, eleven)).hasMessageContaining("at most 10");
    assertThatThrownBy(() -> email(GOOD, null, List.of("a", "a")))
        .hasMessageContaining("given twice");
    assertThatThrownBy(() -> email(GOOD, null, List.of("ada@example.com")))
        .hasMessageContaining("never name a person");
    assertThatThrownBy(() -> email(GOOD, null, List.of("ü"))).hasMessageContaining("not ASCII");
    assertThatThrownBy(() -> email(GOOD, null, List.of("c".repeat(256))))
        .hasMessageContaining("longer than 255");
  }

  @Test
  void aNameCannotCarryAHeader() {
    assertThatThrownBy(() -> new Mailbox("ada@example.com", "Ada\nBcc: x@example.com"))
        .hasMessageContaining("line break");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-sg-id",
        "X-SG-EID",
        "Received",
        "DKIM-Signature",
        "Content-Type",
        "Content-Transfer-Encoding",
        "To",
        "FROM",
        "Subject",
        "Reply-To",
        "cc",
        "BCC"
      })
  void headersOfTheProviderAreNeverOurs(String name) {
    assertThatThrownBy(() -> EmailRules.checkHeader(name, "value"))
        .hasMessageContaining("is reserved");
  }

  @Test
  void nurtureMailCarriesTheUnsubscribeHeadersAndNoticesDoNot() {
    assertThat(EmailHeaders.of(Emails.nurture()))
        .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        .hasEntrySatisfying(
            "List-Unsubscribe",
            value ->
                assertThat(value)
                    .matches(
                        "<https://leads\\.sender\\.test/u/[\\w-]+>, "
                            + "<mailto:unsubscribe@sender\\.test\\?subject=unsubscribe%20[\\w-]+>"));
    assertThat(EmailHeaders.of(Emails.notice()))
        .containsOnlyKeys(EmailHeaders.SEND_ID, "Auto-Submitted");
  }

  @Test
  void aReasonIsOneShortLineWithoutTheAddress() {
    String words = "550 <ADA.reader@customer.example>: unknown\r\nmore " + "x".repeat(400);
    assertThat(EmailRules.reason(words, Emails.nurture()))
        .startsWith("550 <(recipient)>: unknown more")
        .hasSize(300);
  }
}
