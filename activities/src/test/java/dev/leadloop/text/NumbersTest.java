package dev.leadloop.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "-0|0",
      "-0.00|0",
      "\u22120,0|0",
    "150 | 150", "` 50 ` | 50", "0 | 0", "007 | 7", "1 000 | 1000", "1'000 | 1000", "1\u2019000 | 1000", "1\u00a0000 | 1000",
    "1\u202f000 | 1000", "12 345 678 | 12345678", "1.000.000 | 1000000", "1,000,000 | 1000000", "1.000,00 | 1000",
    "1,000.00 | 1000", "150.0 | 150", "150,00 | 150", "1234.000 | 1234", "\u0661\u0662 | 12", "\uff11\uff10\uff10 | 100",
    "\u0661\u066c\u0660\u0660\u0660 | 1000", "\u0661\u0662\u066b\u0660 | 12", "1 000,00 | 1000", "1'000.00 | 1000",
    "\u200b50\u00a0 | 50", "0.000 | 0", "10000000 | 10000000"
  })
  void aNumberThatCanMeanOneThingOnlyIsRead(String text, long number) throws Numbers.NotCertain {
    assertThat(Numbers.whole(text, null)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.000", "1,000", "2.500", "50,000", "999.999", "1\uff0e000"})
  void aNumberThatMayMeanTwoThingsIsRefusedUnlessTheDecimalSignIsSaid(String text) throws Numbers.NotCertain {
    assertThatThrownBy(() -> Numbers.whole(text, null)).isInstanceOf(Numbers.NotCertain.class)
        .hasMessageContaining("say which sign stands before fractions");
    char sign = text.contains(",") ? ',' : '.';
    char other = sign == ',' ? '.' : ',';
    assertThat(Numbers.whole(text, other)).isEqualTo(Long.parseLong(text.replaceAll("[^0-9]", "")));
    if (!text.endsWith("000")) {
      assertThatThrownBy(() -> Numbers.whole(text, sign)).hasMessageContaining("not a whole number");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5", "12,5", "0.5", "0,001", "1.000,5", "1e3", "1.23457E+12", "1E3", "50+", "51-200", "51 \u2013 200", "1,000-5,000",
        ">50", "<10", "~100", "10k", "10 k", "5 Mio.", "-5", "\u22125", "+5", "1_000", "0x10", "1/2", "\u00bd", "\u00b2", "", " ",
        "n/a", "ten", "1.00.000", "10.00.000", "1,00,000", "1000.000.000", "1.000.00", "1,000,00", "1.2.3", "1..000", ".5", "5.",
        ",",
        "1 00", "1  000", "1 000 00", "1.000 000", "1\u0662", "\u0661\uff12", "12345678901234567890", "1,000.000.000", "Infinity",
        "NaN",
        "1\u200b000", "=5", "5%", "\u20ac5", "1.000.000,000.5"
      })
  void whatIsNoNumberOrNoWholeOneIsRefusedAndNeverCut(String text) {
    assertThatThrownBy(() -> Numbers.whole(text, null)).isInstanceOf(Numbers.NotCertain.class)
        .satisfies(refused -> assertThat(refused.getMessage()).matches("[a-z].*[a-z0-9,.]").doesNotEndWith("."));
  }

  @Test
  void theSignThatIsSaidIsHeld() {
    assertThatThrownBy(() -> Numbers.whole("1.000.000,5", ',')).hasMessageContaining("not a whole number");
    assertThatThrownBy(() -> Numbers.whole("1,000,000", ',')).isInstanceOf(Numbers.NotCertain.class);
    assertThatThrownBy(() -> Numbers.whole("1.5", ',')).isInstanceOf(Numbers.NotCertain.class);
    assertThatThrownBy(() -> Numbers.whole("1,000.00", ',')).isInstanceOf(Numbers.NotCertain.class);
  }

  @Test
  void amountsKeepTheirFractions() throws Numbers.NotCertain {
    assertThat(Numbers.read("12,5", null)).isEqualByComparingTo("12.5");
    assertThat(Numbers.read("12.50", null)).isEqualByComparingTo("12.5");
    assertThat(Numbers.read("1.234,56", null)).isEqualByComparingTo("1234.56");
    assertThat(Numbers.read("1,234.56", null)).isEqualByComparingTo("1234.56");
    assertThat(Numbers.read("1 234,56", null)).isEqualByComparingTo("1234.56");
    assertThatThrownBy(() -> Numbers.read("12.000", null)).isInstanceOf(Numbers.NotCertain.class);
  }

  /** Whatever a country's own writer writes is read as that number, or refused: by none of them is it read as another. */
  @Test
  void noCountrysWayOfWritingANumberIsTakenForAnother() {
    Random chance = new Random(7);
    int read = 0;
    for (Locale locale : Locale.getAvailableLocales()) {
      for (int i = 0; i < 20; i++) {
        long number = Math.round(Math.pow(10, chance.nextDouble() * 8));
        read += check(NumberFormat.getIntegerInstance(locale).format(number), number, null);
      }
    }
    assertThat(read).isGreaterThan(5_000);
  }

  private static int check(String text, long number, @Nullable Character decimal) {
    try {
      assertThat(Numbers.whole(text, decimal)).as(text).isEqualTo(number);
      return 1;
    } catch (Numbers.NotCertain refused) {
      return 0;
    }
  }
}
