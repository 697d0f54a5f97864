package dev.leadloop.email.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.Emails;
import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.email.token.SignedTokens.Verified;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedTokensTest {

  private static final String LEAD = "01921f7e-5f0c-7cc3-98c4-dc0c0c07398f";
  private final SignedTokens tokens = tokens("key one, for tests, is long enough");

  private static SignedTokens tokens(String key) {
    return new SignedTokens(key.getBytes(StandardCharsets.UTF_8), Emails.CLOCK);
  }

  @Test
  void aTokenSaysWhoseItIsAndWhenItWasIssued() {
    assertThat(tokens.verify(Purpose.HANDOFF, tokens.issue(Purpose.HANDOFF, LEAD)))
        .contains(new Verified(LEAD, Emails.NOW));
  }

  @Test
  void aTokenOfOnePurposeIsWorthNothingForAnother() {
    assertThat(tokens.verify(Purpose.HANDOFF, tokens.issue(Purpose.UNSUBSCRIBE, LEAD))).isEmpty();
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    String foreign = tokens("key two, for tests, is long enough").issue(Purpose.UNSUBSCRIBE, LEAD);
    assertThat(tokens.verify(Purpose.UNSUBSCRIBE, foreign)).isEmpty();
  }

  @Test
  void everySingleChangedCharacterIsNoticed() {
    String token = tokens.issue(Purpose.UNSUBSCRIBE, LEAD);
    for (int i = 0; i < token.length(); i++) {
      for (char other : "AQgw_-9".toCharArray()) {
        String changed = token.substring(0, i) + other + token.substring(i + 1);
        if (!changed.equals(token)) {
          assertThat(tokens.verify(Purpose.UNSUBSCRIBE, changed)).as("position %d", i).isEmpty();
        }
      }
    }
  }

  @Test
  void nonsenseIsRefusedQuietly() {
    Random random = new Random(7);
    for (String nonsense : new String[] {"", "=", "a b", "%", "ü", "A".repeat(5000), "AAAA"}) {
      assertThat(tokens.verify(Purpose.UNSUBSCRIBE, nonsense)).isEqualTo(Optional.empty());
    }
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertThat(tokens.verify(Purpose.UNSUBSCRIBE, token)).isEmpty();
    }
  }

  @Test
  void aTokenCanStandInALink() {
    assertThat(tokens.issue(Purpose.UNSUBSCRIBE, LEAD)).matches("[A-Za-z0-9_-]{60,140}");
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatThrownBy(() -> tokens("short")).hasMessageContaining("at least 32 bytes");
  }

  @Test
  void anUnsubscribeTokenNamesTheLeadHoweverOldItIs() {
    UnsubscribeTokens issued = new UnsubscribeTokens(tokens);
    byte[] key = "key one, for tests, is long enough".getBytes(StandardCharsets.UTF_8);
    UnsubscribeTokens tenYearsLater =
        new UnsubscribeTokens(
            new SignedTokens(key, () -> Emails.NOW.plusSeconds(10L * 365 * 86_400)));
    assertThat(tenYearsLater.verify(issued.issue(LEAD, "ada@customer.example"))).contains(LEAD);
    assertThat(issued.verify(tokens.issue(Purpose.HANDOFF, LEAD))).isEmpty();
  }
}
