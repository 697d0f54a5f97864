package dev.leadloop.lead.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparedNumberTest {
  @ParameterizedTest
  @CsvSource({
      "3, 3", "9.5, 9.5", "9.50, 9.5", "50.000, 50", "1.125, 1.1250", "-12.125, -12.1250", "1e3, 1000",
      "1E-7, 0.0000001", "-0, 0",
      "0e30, 0", "0.125, 0.125"
  })
  void aNumberOfASystemIsItsPlainText(String sent, String kept) {
    assertThat(ComparedNumber.plain(sent)).contains(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "1e999999999", "-1e41", "1e-41", "99999999999999999999999999999999999999999", "x", "", "NaN"})
  void whatRulesDoNotCompareIsNone(String sent) {
    assertThat(ComparedNumber.plain(sent)).isEmpty();
  }

  @Test
  void rulesReadWhateverIsKeptAsTheNumberThatWasSent() {
    Random random = new Random(7);
    int kept = 0;
    for (int i = 0; i < 100_000; i++) {
      BigDecimal number = new BigDecimal(new BigInteger(1 + random.nextInt(60), random), random.nextInt(24) - 8);
      String sent = switch (random.nextInt(3)) {
        case 0 -> number.toString();
        case 1 -> number.negate().toPlainString();
        default -> String.format(Locale.ROOT, "%.3f", random.nextDouble() * 1_000);
      };
      String plain = ComparedNumber.plain(sent).orElse("");
      if (!plain.isEmpty()) {
        assertThat(ComparedNumber.of(plain)).as(sent).isEqualByComparingTo(new BigDecimal(sent));
        assertThat(ComparedNumber.plain(plain)).as("sent on by another").contains(plain);
        kept++;
      }
    }
    assertThat(kept).isGreaterThan(99_000);
  }
}
