package dev.leadloop.connect.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.connect.vendor.Vendor.Signed;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that HubSpot's own libraries are tested by: hubspot-api-ruby and hubspot-api-python, spec of version 3. */
class HubSpotSignatureTest {
  private static final String SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
  private static final String URL = "https://www.example.com/webhook_uri";
  private static final String BODY = "{'example_field':'example_value'}";

  @ParameterizedTest
  @CsvSource({
    "1700000300000, RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=",
    "1693657560000, K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y="
  })
  void publishedSignaturesAreMadeAndTaken(String timestamp, String signature) {
    assertThat(HubSpotSignature.of(SECRET, "POST", URL, BODY, timestamp)).isEqualTo(signature);
    assertThat(refused("POST", URL, BODY, timestamp, signature, Long.parseLong(timestamp) + 299_000)).isFalse();
  }

  @Test
  void whatIsOldOrFromTheFutureOrOfAnythingElseIsRefused() {
    String good = "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=";
    long at = 1700000300000L;
    assertThat(refused("POST", URL, BODY, "1700000300000", good, at + 301_000)).isTrue();
    assertThat(refused("POST", URL, BODY, "1700000300000", good, at - 301_000)).isTrue();
    assertThat(refused("PUT", URL, BODY, "1700000300000", good, at)).isTrue();
    assertThat(refused("POST", URL + "?a=1", BODY, "1700000300000", good, at)).isTrue();
    assertThat(refused("POST", URL, BODY + " ", "1700000300000", good, at)).isTrue();
    assertThat(refused("POST", URL, BODY, "1700000300001", good, at)).isTrue();
    assertThat(refused("POST", URL, BODY, "soon", good, at)).isTrue();
    assertThat(refused("POST", URL, BODY, "1700000300000", "", at)).isTrue();
  }

  @Test
  void addressesAreSignedAsTheyReadOnceDecoded() {
    assertThat(HubSpotSignature.of(SECRET, "POST", "https://x.example/a?to=b%40c%3Fd%2f", "", "1"))
        .isEqualTo(HubSpotSignature.of(SECRET, "POST", "https://x.example/a?to=b@c?d/", "", "1"));
  }

  private static boolean refused(String method, String url, String body, String timestamp, String signature, long now) {
    return new HubSpot().unsigned(
        SECRET,
        new Signed(method, url, Map.of("x-hubspot-request-timestamp", timestamp, "x-hubspot-signature-v3", signature), body),
        Instant.ofEpochMilli(now)).isPresent();
  }
}
