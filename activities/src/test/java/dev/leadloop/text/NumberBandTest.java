package dev.leadloop.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberBandTest {
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"51-200;125", "51 – 200;125", "1 to 10;5", "11 bis 50;30", "500+;500", ">500;500", "<10;5",
      "10.001-50.000;30000", "~75;75", "7-7;7"})
  void bandIsReadAsItsMiddleOrItsBeginning(String text, long middle) {
    assertThat(NumberBand.middle(text, ',')).contains(middle);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"120", "many", "200-51", "1-2-3", "-", "+", "<", "''", "2024-01-31", "a-b"})
  void whatIsNoBandStaysAsItIs(String text) {
    assertThat(NumberBand.middle(text, null)).isEmpty();
  }

  @Test
  void bandThatCouldBeTwoThingsIsNotGuessed() {
    assertThat(NumberBand.middle("1,000+", null)).isEmpty();
    assertThat(NumberBand.middle("1,000+", '.')).contains(1000L);
  }
}
