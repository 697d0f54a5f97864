package dev.leadloop.provider.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.provider.Signer;
import dev.leadloop.provider.sendgrid.SendGridSignature.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridSignatureTest {
  private static final Path VECTOR =
      Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "sendgrid", "event_webhook_signature_vector.json");
  private static final Instant NOW = Instant.ofEpochSecond(1_772_443_800);
  private static final Duration TOLERANCE = Duration.ofHours(48);
  private static final Signer SENDGRID = new Signer();

  // Bytes that are no UTF-8 must count as they are.
  private static final byte[] BODY = {'[', '{', '"', (byte) 0xff, (byte) 0xc3, '"', '}', ']', '\r', '\n'};

  private static SendGridSignature verifier(String key) {
    return new SendGridSignature(key, TOLERANCE, InstantSource.fixed(NOW));
  }

  private static Verdict verify(byte[] body, @Nullable String signature, @Nullable String timestamp) {
    return verifier(SENDGRID.publicKey()).verify(body, signature, timestamp);
  }

  private static String at(long seconds) {
    return Long.toString(NOW.getEpochSecond() + seconds);
  }

  @Test
  void officialVectorHoldsAndNoneOfItsBitsMayChange() throws IOException {
    assumeTrue(Files.exists(VECTOR), "the signature vector is not here (" + VECTOR + "); -Dleadloop.shared names its folder");
    for (JsonNode vector : new ObjectMapper().readTree(VECTOR.toFile())) {
      String timestamp = vector.path("timestamp").asText();
      String signature = vector.path("signature").asText();
      byte[] payload = vector.path("payload").asText().getBytes(StandardCharsets.UTF_8);
      SendGridSignature known =
          new SendGridSignature(
              vector.path("public_key").asText(), TOLERANCE,
              InstantSource.fixed(Instant.ofEpochSecond(Long.parseLong(timestamp))));
      assertThat(known.verify(payload, signature, timestamp)).isEqualTo(Verdict.GENUINE);
      for (int i = 0; i < payload.length; i++) {
        byte[] altered = payload.clone();
        altered[i] ^= 1;
        assertThat(known.verify(altered, signature, timestamp)).as("byte " + i).isEqualTo(Verdict.FORGED);
      }
      assertThat(known.verify(payload, signature, "1600112503")).isEqualTo(Verdict.FORGED);
    }
  }

  @Test
  void bytesAreVerifiedAsTheyCame() {
    assertThat(verify(BODY, SENDGRID.sign(at(0), BODY), at(0))).isEqualTo(Verdict.GENUINE);
    assertThat(verify(new byte[0], SENDGRID.sign(at(0), BODY), at(0))).isEqualTo(Verdict.FORGED);
    assertThat(verify(BODY, new Signer().sign(at(0), BODY), at(0))).isEqualTo(Verdict.FORGED);
  }

  @ParameterizedTest
  @CsvSource({"0, GENUINE", "-172800, GENUINE", "-172801, STALE", "300, GENUINE", "301, STALE"})
  void signatureHoldsForTwoDaysAndNotFromTheFuture(long seconds, Verdict verdict) {
    assertThat(verify(BODY, SENDGRID.sign(at(seconds), BODY), at(seconds))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!", "MEUCIQ=="})
  void whatIsNoSignatureIsForged(String signature) {
    assertThat(verify(BODY, signature, at(0))).isEqualTo(Verdict.FORGED);
    assertThat(verify(BODY, null, at(0))).isEqualTo(Verdict.FORGED);
    assertThat(verify(BODY, SENDGRID.sign(at(0), BODY), null)).isEqualTo(Verdict.FORGED);
    assertThat(verify(BODY, SENDGRID.sign("soon", BODY), "soon")).isEqualTo(Verdict.FORGED);
  }

  @Test
  void keyMayBeGivenInPemAndMustBeAKey() {
    String pem = "-----BEGIN PUBLIC KEY-----\n" + SENDGRID.publicKey() + "\n-----END PUBLIC KEY-----";
    assertThat(verifier(pem).verify(BODY, SENDGRID.sign(at(0), BODY), at(0))).isEqualTo(Verdict.GENUINE);
    assertThatThrownBy(() -> verifier("SG.key")).hasMessageContaining("leadloop.sendgrid.webhook-key");
  }
}
