package dev.leadloop.measures.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.measures.counting.Rates.RateRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateFileTest {
  private static final Currency EURO = Currency.getInstance("EUR");

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rates.csv"), text);
  }

  @Test
  void aTableIsReadWithItsDays() throws IOException {
    Rates rates = RateFile.read(
        EURO, file("currency,since,rate\r\nUSD,2026-01-01,0.92\nUSD,2026-02-01,0.9\n\nJPY,2026-01-01,0.0061\n"));
    assertThat(rates.currency()).isEqualTo(EURO);
    assertThat(rates.rates()).containsExactly(
        new RateRow("USD", LocalDate.parse("2026-01-01"), new BigDecimal("0.92")),
        new RateRow("USD", LocalDate.parse("2026-02-01"), new BigDecimal("0.9")),
        new RateRow("JPY", LocalDate.parse("2026-01-01"), new BigDecimal("0.0061")));
    assertThat(rates.digits()).isEqualTo(2);
    assertThat(new Rates(Currency.getInstance("JPY"), rates.rates()).digits()).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "USD,2026-01-01,0; a rate is a number above 0",
    "USD,2026-01-01,much; a rate is a number above 0",
    "USD,2026-01-01,1e999999; a rate is a number above 0",
    "USD,01.01.2026,0.9; since is a day",
    "USD,2026-02-30,0.9; since is a day",
    "Dollar,2026-01-01,0.9; a code of ISO 4217",
    "USD,2026-01-01; has 2 cells",
    "EUR,2026-01-01,1; one EUR is one EUR",
    "CHF,2026-01-01,1; CHF has a rate since 2026-01-01 already"
  })
  void whatIsNoRateIsRefusedWithItsLine(String line, String why) throws IOException {
    Path file = file("currency,since,rate\nCHF,2026-01-01,1.05\n" + line + "\n");
    assertThatThrownBy(() -> RateFile.read(EURO, file)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3").hasMessageContaining(why);
  }

  @Test
  void aFileThatIsNoTableIsRefused() throws IOException {
    Path file = file("USD,2026-01-01,0.9\n");
    assertThatThrownBy(() -> RateFile.read(EURO, file)).hasMessageContaining("must begin with the line currency,since,rate");
    assertThatThrownBy(() -> RateFile.read(EURO, folder.resolve("none.csv"))).hasMessageContaining("cannot be read");
  }
}
