package dev.leadloop.email.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.Emails;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 2369 and RFC 8058, read by their own grammar and examples. */
class ListUnsubscribeVectorsTest {

  /** The addresses of a list header: in angle brackets, apart by commas, comments and white space left out. */
  private static List<URI> addresses(String header) {
    List<URI> found = new ArrayList<>();
    String rest = header.replaceAll("\\([^)]*\\)", "").strip();
    while (!rest.isEmpty()) {
      int end = rest.indexOf('>');
      if (!rest.startsWith("<") || end < 0) {
        throw new IllegalArgumentException("no address in angle brackets at: " + rest);
      }
      found.add(URI.create(rest.substring(1, end).replaceAll("\\s", "")));
      rest = rest.substring(end + 1).strip();
      if (rest.startsWith(",")) {
        rest = rest.substring(1).strip();
      } else if (!rest.isEmpty()) {
        throw new IllegalArgumentException("no comma at: " + rest);
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      <mailto:list@host.com?subject=help> (List Instructions)                                            | 1
      <mailto:list-manager@host.com?body=info>                                                           | 1
      <mailto:list-info@host.com>, <http://www.host.com/list.cgi?cmd=info&lst=list>                      | 2
      <mailto:list@host.com?subject=unsubscribe>                                                         | 1
      <http://www.host.com/list.cgi?cmd=unsub&lst=list>, <mailto:list-request@host.com?subject=unsubscribe> | 2
      (Use this command to get off the list) <mailto:list-manager@host.com?body=unsubscribe%20list>      | 1
      <https://example.com/unsubscribe/opaquepart>                                                       | 1
      <mailto:listrequest@example.com?subject=unsubscribe>, <https://example.com/unsubscribe.html?opaque=123456789> | 2
      """)
  void examplesOfTheStandardsAreRead(String header, int count) {
    assertThat(addresses(header)).hasSize(count);
  }

  @Test
  void whatIsNoListHeaderIsNotTakenForOne() {
    for (String wrong : List.of("https://example.com/u", "<https://example.com/u", "<https://a.example> <mailto:b@c.example>")) {
      assertThatThrownBy(() -> addresses(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyMailToALeadCarriesBothHeadersOnceAndWhole() throws Exception {
    OutgoingEmail email = Emails.nurture();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MimeMessages.of(Session.getInstance(new Properties()), email, Emails.NOW).writeTo(bytes);
    assertThat(bytes.toString(StandardCharsets.US_ASCII).lines()).allMatch(line -> line.length() <= 998);
    MimeMessage read =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(read.getHeader("List-Unsubscribe")).hasSize(1);
    assertThat(read.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
    List<URI> addresses = addresses(read.getHeader("List-Unsubscribe", null));
    assertThat(addresses).extracting(URI::getScheme).containsExactly("https", "mailto");
    assertThat(addresses.getFirst()).isEqualTo(email.unsubscribe().url());
    assertThat(addresses.getFirst().getRawQuery()).as("nothing but the opaque part names the reader").isNull();
    assertThat(read.getHeader("List-Unsubscribe", null)).doesNotContainIgnoringCase("ada").doesNotContain("@customer");
  }

  @Test
  void theConfirmationMailCanBeLeftTheSameWay() {
    OutgoingEmail email =
        Emails.composer().confirmation(java.util.UUID.randomUUID(), "0192-lead", Emails.READER, "Zoë");
    assertThat(EmailHeaders.of(email))
        .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        .containsKey("List-Unsubscribe");
    assertThat(email.content().text()).contains("Hello Zoë", "https://leads.sender.test/confirm/");
  }

  @Test
  void noticesToOurOwnPeopleCarryNeither() {
    assertThat(EmailHeaders.of(Emails.notice())).doesNotContainKeys("List-Unsubscribe", "List-Unsubscribe-Post");
  }
}
