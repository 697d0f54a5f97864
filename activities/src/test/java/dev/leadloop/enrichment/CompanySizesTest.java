package dev.leadloop.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanySizesTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "51-200|51", "1,001-5,000|1001", "1.001–5.000|1001", "1 001 - 5 000|1001", "10,001+|10001", "10001+ employees|10001",
      "250|250", "250.0|250", "about 250|250", "~250|250", "ca. 250|250", "> 500|500", "≥500|500",
      "more than 500|500",
      "500 or more|500", "1K-5K|1000", "1.5k|1500", "2 million|2000000", "50 to 200 people|50", "between 50 and 200|50",
      "50 bis 200|50", "51..200|51", "51-|51", "up to 10|1", "<10|1", "≤ 50|1", "fewer than 10|1",
      "1,234,567|1234567", "1'000|1000",
      "500 employees|500", "11-50 Employees|11", "1|1", "10000000|10000000"})
  void lowerEndStandsForARange(String text, int people) {
    assertThat(CompanySizes.of(text)).as(text).contains(people);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", " ", "many", "0", "-5", "10000001", "100 million", "12.5", "3-D Printing", "2020-10-11", "Nov-50", "1e3", "24/7",
      "NaN", "Infinity", "99999999999999999999", "true", "1,2,3,4", "self-employed", "51200!"})
  void whatIsNoSizeIsNone(String text) {
    assertThat(CompanySizes.of(text)).as(text).isEmpty();
  }

  @Test
  void hostileTextTakesNoTime() {
    long begun = System.nanoTime();
    for (int i = 0; i < 2_000; i++) {
      assertThat(CompanySizes.of("1".repeat(i % 100) + " ,.'".repeat(15) + "-".repeat(i % 70) + "x")).isEmpty();
    }
    assertThat(CompanySizes.of("9".repeat(1_000_000))).isEmpty();
    assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(5_000);
  }
}
