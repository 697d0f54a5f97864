package dev.leadloop.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestCountryTest {
  @ParameterizedTest
  @CsvSource({
    "Germny, Germany", "Deutschlnd, Deutschland", "Untied States, United States", "Unitd Kingdom, United Kingdom",
    "Swizerland, Switzerland", "Fance, France", "Neterlands, Netherlands", "  Brasill , Brasil", "Austira, Austria"
  })
  void misspeltCountryIsFound(String given, String meant) {
    assertThat(NearestCountry.to(given)).contains(meant);
  }

  @Test
  void whatIsNearNoCountryMeansNone() {
    for (String given : new String[] {"", "XX", "ZZZ", "Worldwide and beyond", "x".repeat(1_000_000), "12345678901"}) {
      assertThat(NearestCountry.to(given)).as("%.40s", given).isEmpty();
    }
  }
}
