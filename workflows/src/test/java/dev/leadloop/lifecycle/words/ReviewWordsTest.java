package dev.leadloop.lifecycle.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lifecycle.journal.JournalEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewWordsTest {
  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
      "asked by 'demo_requested' after it was lost; asked for sales: Demo $1 after it was lost",
      "asked by 'demo_requested', but fits with 12 points only; asked for sales: Demo $1, but fits with 12 points only",
      "given back by sales: wrong_person; given back by sales: wrong person", "two leads are one; two leads are one"})
  void reviewIsSaidWithoutCodes(String noted, String said) {
    assertThat(Sentences.of(new JournalEntry.ReviewOpened(noted), type -> "Demo $1"))
        .isEqualTo("A person is to look at the lead: " + said);
  }
}
