package dev.leadloop.provider.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.provider.ProviderEvent;
import dev.leadloop.provider.ProviderEvent.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridEventsTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "sendgrid", "sample_events.json");
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final SendGridEvents READER = new SendGridEvents(InstantSource.fixed(NOW));

  private static List<ProviderEvent> parse(String body) {
    return READER.parse(body.getBytes(StandardCharsets.UTF_8));
  }

  private static ProviderEvent one(String fields) {
    return parse("[{\"sg_event_id\":\"e1\"," + fields + "}]").get(0);
  }

  @Test
  void everyEventOfTheDocumentationIsReadAndKeptWhole() throws IOException {
    assumeTrue(Files.exists(SAMPLE), "SendGrid's sample is not here (" + SAMPLE + "); -Dleadloop.shared names its folder");
    List<ProviderEvent> events = READER.parse(Files.readAllBytes(SAMPLE));
    assertThat(events).extracting(ProviderEvent::kind)
        .containsExactly(
            Kind.PROCESSED, Kind.DEFERRED, Kind.DELIVERED, Kind.OPEN, Kind.CLICK, Kind.HARD_BOUNCE, Kind.DROPPED,
            Kind.SPAM_REPORT, Kind.UNSUBSCRIBE, Kind.GROUP_UNSUBSCRIBE, Kind.GROUP_RESUBSCRIBE);
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < events.size(); i++) {
      assertThat(json.readTree(events.get(i).body())).isEqualTo(json.readTree(SAMPLE.toFile()).get(i));
      assertThat(events.get(i).emailKey()).isEqualTo("example@test.com");
      assertThat(events.get(i).occurredAt()).isEqualTo(Instant.ofEpochSecond(1_513_299_569));
    }
    assertThat(events.get(5).code()).isEqualTo("5.0.0");
    assertThat(events.get(6).code()).isEqualTo("bounced_address");
    assertThat(events.get(9).code()).isEqualTo("10");
  }

  @ParameterizedTest
  @CsvSource({
    // type, status, classification, kind, code
    "bounce, 5.1.1, Invalid Address, HARD_BOUNCE, 5.1.1",
    "bounce, '', Unclassified, HARD_BOUNCE, unclassified",
    "bounce, 4.2.2, '', SOFT_BOUNCE, 4.2.2",
    "bounce, 5.2.2, '', SOFT_BOUNCE, 5.2.2",
    "bounce, 5.0.0, Mailbox Unavailable, SOFT_BOUNCE, 5.0.0",
    "blocked, 5.7.1, Reputation, BLOCKED, 5.7.1",
    "bounce, someone@example.com, someone@example.com, HARD_BOUNCE,"
  })
  void bouncesAreHardSoftOrBlocked(String type, String status, String group, Kind kind, @Nullable String code) {
    ProviderEvent bounce =
        one("\"event\":\"bounce\",\"type\":\"" + type + "\",\"status\":\"" + status + "\",\"bounce_classification\":\"" + group
            + "\"");
    assertThat(bounce.kind()).isEqualTo(kind);
    assertThat(bounce.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    // type, status, reason, kind: as the same words are read in a report by mail
    "bounce|5.0.0|550 5.7.1 Message blocked due to spam content|BLOCKED", "bounce|5.0.0|552 5.2.2 mailbox full|SOFT_BOUNCE",
    "bounce|5.1.8|550 5.1.8 Access denied, bad outbound sender|BLOCKED", "bounce|5.1.7|550 5.1.7 sender address rejected|BLOCKED",
    "bounce|5.4.4|550 5.4.4 unable to route: no mail hosts for domain|HARD_BOUNCE",
    "bounce|5.4.1|550 5.4.1 Recipient address rejected: Access denied. AS(201806281)|HARD_BOUNCE",
    "blocked|5.4.1|550 5.4.1 Recipient address rejected: Access denied.|HARD_BOUNCE",
    "bounce|5.2.1|550 5.2.1 account is disabled|HARD_BOUNCE",
    "bounce|''|550 unknown user|HARD_BOUNCE", "blocked|''|''|BLOCKED", "bounce|''|''|HARD_BOUNCE",
    "blocked|5.5.0|554 refused by policy|BLOCKED"
  })
  void bouncesAreReadByTheSameRuleAsReturnedMail(String type, String status, String reason, Kind kind) {
    assertThat(one("\"event\":\"bounce\",\"type\":\"" + type + "\",\"status\":\"" + status + "\",\"reason\":\"" + reason + "\"")
        .kind())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "Bounced Address, '', bounced_address", "bounced address , '', bounced_address",
        "Unsubscribed Address, '', unsubscribed_address",
    "Spam Reporting Address, '', spam_reporting_address", "Invalid, 5.1.3, invalid_address", "INVALID, '', invalid_address",
    "Something new, 5.1.1, invalid_address", "Something new, 5.2.2,", "Something new, '',", "Invalid SMTPAPI header, '',",
    "Spam Content, 5.7.1,", "Recipient List over Package Quota, '',", "'', '',"
  })
  void whatSendGridDropsForGoodIsKnownByItsReason(String reason, String status, @Nullable String code) {
    assertThat(one("\"event\":\"dropped\",\"reason\":\"" + reason + "\",\"status\":\"" + status + "\"").code()).isEqualTo(code);
  }

  @Test
  void ownMailIsKnownByItsSendId() {
    String id = "0190a6f0-2f4c-7c3e-9a59-0f6a3f2b1c11";
    assertThat(one("\"event\":\"open\",\"leadloop_send_id\":\"" + id + "\"").sendId()).hasToString(id);
    assertThat(one("\"event\":\"open\",\"leadloop_send_id\":\"" + "x".repeat(36) + "\"").sendId()).isNull();
    assertThat(one("\"event\":\"open\"").sendId()).isNull();
  }

  @Test
  void unknownKindsAndOddFieldsAreKept() {
    assertThat(one("\"event\":\"teleported\",\"new\":{\"deep\":[1]}").kind()).isEqualTo(Kind.OTHER);
    assertThat(one("\"event\":\"open\",\"timestamp\":99999999999999").occurredAt()).isEqualTo(NOW);
    assertThat(one("\"event\":\"open\",\"email\":\"not an address\"").emailKey()).isNull();
    assertThat(parse("[1,\"x\",null,[],{\"event\":\"open\"}]")).singleElement()
        .satisfies(event -> assertThat(event.eventId()).startsWith("sendgrid:"));
  }

  @Test
  void whatPostgresCannotHoldIsTakenOut() {
    ProviderEvent event = one("\"event\":\"click\",\"url\":\"a\\u0000b\\\\u0000\"");
    assertThat(event.body()).contains("\"ab\\\\u0000\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[", "null", "\"x\""})
  void whatIsNoArrayIsRefused(String body) {
    assertThatThrownBy(() -> parse(body)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("JSON");
  }
}
