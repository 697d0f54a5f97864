package dev.leadloop.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.SignedByProvider;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.security.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Mail as it comes in the field, each file posted as a mail server posts it, against what is right for it. */
class FieldMailTest extends ApiTest {
  private static final Path CASES = Path.of(System.getProperty("leadloop.shared", "../../shared"), "cases");

  @Autowired private ReplyAddresses addresses;
  @Autowired private UnsubscribeTokens unsubscribing;

  /**
   * A row of the table.
   *
   * @param kinds any of these is right
   */
  private record Case(String file, String what, List<String> kinds, boolean suppressed) {
    static Case of(String row) {
      List<String> cells = Arrays.stream(row.split("\\|")).map(String::strip).toList();
      String kinds = cells.get(3);
      return new Case(cells.get(1), cells.get(2), List.of(kinds.split("/")), cells.get(4).equals("yes"));
    }
  }

  private static List<Case> cases() throws IOException {
    try (Stream<String> lines = Files.lines(CASES.resolve("README.md"))) {
      return lines.filter(line -> line.matches("\\| [A-Z]+[0-9]+ \\|.*")).map(Case::of).toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyMailIsReadRight() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "Mail from the field is not here (" + CASES + "); -Dleadloop.shared names its folder");
    return cases().stream().map(one -> DynamicTest.dynamicTest(one.file + ": " + one.what, () -> read(one)));
  }

  @Test
  void everyFileHasItsRow() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "Mail from the field is not here (" + CASES + "); -Dleadloop.shared names its folder");
    try (Stream<Path> files = Files.list(CASES.resolve("mail"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".eml", "")))
          .containsExactlyInAnyOrderElementsOf(cases().stream().map(Case::file).toList());
    }
  }

  @Test
  void whatSendGridDropsForGoodIsSuppressed() throws IOException {
    assumeTrue(Files.isDirectory(CASES),
        "Events from the field are not here (" + CASES + "); -Dleadloop.shared names its folder");
    String address = "kim-" + UUID.randomUUID() + "@firm.example";
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\"}").text("leadId");
    long now = Instant.now().getEpochSecond();
    String body =
        Files.readString(CASES.resolve("sendgrid/S01.json"))
            .replace("\"timestamp\": 0", "\"timestamp\": " + now)
            .replace("{{LEAD}}", address)
            .replace("{{SEND_ID}}", sentMail(lead, address).toString());
    Answer answer = call("POST", "/webhooks/sendgrid/events", NO_KEY, body, SignedByProvider.headers(body, now));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(count("select count(*) from address where suppressed = 'hard_bounce' and email_key = '" + address + "'"))
        .isEqualTo(1);
  }

  private void read(Case one) throws IOException {
    String address = "kim-" + UUID.randomUUID() + "@firm.example";
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\"}").text("leadId");
    UUID send = sentMail(lead, address);
    Answer answer = posted(one, lead, address, send);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    boolean suppressed =
        count("select count(*) from address where suppressed is not null and email_key = '" + address + "'") == 1;
    boolean right = one.kinds.contains(answer.text("kind")) && suppressed == one.suppressed;
    assertThat(right)
        .as("%s is %s, suppressed: %s; right is %s, suppressed: %s", one.file, answer.text("kind"), suppressed, one.kinds,
            one.suppressed)
        .isTrue();
  }

  private Answer posted(Case one, String lead, String address, UUID send) throws IOException {
    String replyTo = addresses.replyTo(send).orElseThrow().address();
    // Its bytes as they are, whatever charset they are in.
    String mail =
        Files.readString(CASES.resolve("mail").resolve(one.file + ".eml"), StandardCharsets.ISO_8859_1)
            .replace("{{LEAD}}", address)
            .replace("{{TOKEN}}", replyTo.substring(replyTo.indexOf('+') + 1, replyTo.indexOf('@')))
            .replace("{{SEND_ID}}", send.toString())
            .replace("{{UNSUBSCRIBE_TOKEN}}", unsubscribing.issue(lead, address));
    return send(
        HttpRequest.newBuilder(address("/webhooks/mail/inbound/" + INBOUND_SECRET))
            .header("Content-Type", "message/rfc822")
            .POST(BodyPublishers.ofByteArray(mail.getBytes(StandardCharsets.ISO_8859_1)))
            .build());
  }
}
